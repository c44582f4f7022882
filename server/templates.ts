import type { Template } from "../core/channel.ts";
import type { Environment } from "../core/config.ts";
import type { Language } from "../core/conversation.ts";
import type { Customer } from "../core/records.ts";

/** Finds the template that invites a silent customer to write again, with what it needs to know of them. */
export function makeTemplates({
  WHATSAPP_REOPEN_TEMPLATES: registered,
}: Pick<Environment, "WHATSAPP_REOPEN_TEMPLATES">) {
  return function templateFor(language: Language, customer: Customer | null): Template | undefined {
    const found = registered.get(language) ?? registered.values().next().value;
    if (!found) return undefined;
    const { name, locale, hasName } = found;
    // A parameter may not be empty; somebody we do not know is greeted by a wave.
    return { name, locale, parameters: hasName ? [customer?.name ?? "👋"] : [] };
  };
}
