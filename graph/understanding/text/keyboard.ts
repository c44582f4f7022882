/** Letters that lie beside each other are what a thumb hits instead. */
export const KEY_ROWS: readonly string[] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
