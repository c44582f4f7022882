/** Text as it is compared: lower case, without accents, so that "Español" and "espanol" are the same. */
export function fold(text: string): string {
  return text.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "");
}
