/** What a look at one part of the house found; a sentence for people, never a secret. */
export type Finding =
  | { readonly status: "works"; readonly found: string }
  | {
      /** `off`: not configured; `warning`: it works, but somebody should look; `fault`: what is configured does not work. */
      readonly status: "off" | "warning" | "fault";
      readonly found: string;
      /** What to do about it. */
      readonly fix: string;
    };

/** It does what it should. */
export const works = (found: string): Finding => ({ status: "works", found });
/** It works, but not as anybody would want it. */
export const warns = (found: string, fix: string): Finding => ({ status: "warning", found, fix });
/** It is configured and does not work. */
export const fails = (found: string, fix: string): Finding => ({ status: "fault", found, fix });
/** Nobody asked for it. @param fix the variables that turn it on */
export const off = (found: string, fix: string): Finding => ({ status: "off", found, fix });

interface Trouble {
  readonly name: string;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/**
 * A request that had no answer, in words. Nothing of the error's own text is taken: it may quote what was sent.
 * @param who whom we asked.
 * @param setting the variable that says where they are.
 */
export function unreachable(who: string, thrown: unknown, setting: string): Finding {
  const reason = reasonOf(thrown);
  const [why, fix] = explain(reason, setting);
  return fails(`${who} cannot be reached: ${why}`, fix);
}

function explain(reason: string, setting: string): [string, string] {
  if (/ENOTFOUND|EAI_AGAIN/.test(reason)) {
    return [
      "its host name is not known",
      `check the address in ${setting}, and this machine's DNS`,
    ];
  }
  if (reason === "ECONNREFUSED") {
    return ["nothing listens there", `check the address and port in ${setting}`];
  }
  if (/CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO/.test(reason)) {
    const own = "if the certificate is your own, name its CA's file in NODE_EXTRA_CA_CERTS";
    return [`its TLS is not accepted (${reason})`, `check the address in ${setting}; ${own}`];
  }
  if (/Abort|Timeout|TIMEOUT|ETIMEDOUT/.test(reason)) {
    return [
      "it gave no answer in time",
      `check ${setting}, and what stands between: firewall, proxy`,
    ];
  }
  const why = /^(?:Type)?Error$/.test(reason) ? "the request could not be made" : reason;
  return [why, `check ${setting}, and what stands between: firewall, proxy`];
}

/** The innermost code says most; errors of several addresses say it once for each. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "for an unknown reason";
  const { name, code, cause, errors }: Trouble = thrown;
  const inner = cause ?? errors?.[0];
  if (inner instanceof Error) return reasonOf(inner);
  return typeof code === "string" ? code : name;
}

/** Words of others for one line of a terminal: nothing that steers it, and not too many. */
export function oneLine(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return clean.length > 80 ? `${clean.slice(0, 79)}…` : clean;
}
