import { z } from "zod";
import { Secret } from "./secret.ts";

/** Anything but nothing; absent is undefined. */
export const text = z.string().trim().min(1, "is set but empty").optional();
/** Never shown. */
export const secret = text.transform((value) =>
  value === undefined ? undefined : new Secret(value),
);
/** Comma-separated. */
export const list = text.transform(split);
/** Comma-separated, for rotation. */
export const secretList = text
  // A list of nothing but commas would leave the door open that it seems to close.
  .refine((value) => value === undefined || split(value).length > 0, "is set but empty")
  .transform((value) => split(value).map((each) => new Secret(each)));
const TEMPLATE = /^(en|es)=([a-z0-9_]{1,512})\/([a-z]{2,3}(?:_[A-Za-z]{2,4})?)(\/name)?$/;
/** A switch; absent leaves it to the circumstances. */
export const onOff = z.enum(["on", "off"], "is either on or off").optional();
/** An http(s) address. */
export const url = z.url({ protocol: /^https?$/, error: "is not an http(s) address" }).optional();
/** `Name=8:acs:…`, comma-separated; a name may stand there more than once. */
export const deskPeople = text
  .transform((value) => split(value).map((each) => /^(.*?)\s*=\s*(8:acs:[^\s=]+)$/.exec(each)))
  .refine((people) => people.every((each) => each?.[1]), "is not a list of Name=8:acs:…")
  .transform((people) => people.map((each) => ({ name: each![1]!, rawId: each![2]! })));
/** How Azure names a resource and its key. */
export const connectionString = text
  .refine(
    // The SDK's own message would print the key, so its shape is checked here first.
    (value) => value === undefined || /^endpoint=https?:\/\/[^;]+;accesskey=[^;]+$/i.test(value),
    "is not of the form endpoint=https://…/;accesskey=…",
  )
  .transform((value) => (value === undefined ? undefined : new Secret(value)));

/** `en=case_update/en_US/name, es=…`: per language a registered template, its locale, and whether it takes the customer's name. */
export const templates = text
  .refine((value) => split(value).every((each) => TEMPLATE.test(each)), {
    error: "is not a list of LANGUAGE=NAME/LOCALE or LANGUAGE=NAME/LOCALE/name",
  })
  .transform((value) => new Map(split(value).map(toTemplate)));

/** A template as the settings name it. */
export interface ReopenTemplate {
  readonly name: string;
  readonly locale: string;
  /** Its body has one parameter: the customer's name. */
  readonly hasName: boolean;
}

function toTemplate(setting: string): [string, ReopenTemplate] {
  const [, language = "", name = "", locale = "", hasName] = TEMPLATE.exec(setting) ?? [];
  return [language, { name, locale, hasName: hasName !== undefined }];
}

function split(list: string | undefined): string[] {
  return (list ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}
