import type { Call, HttpsServer } from "./emulators/https-server.ts";

/** A run as it is written down: what people did and saw, and what went over the wire for it. */
export interface Recording {
  /** Somebody does or sees something. */
  tell(who: string, what: string): void;
  /** Everything a provider was asked since it was last looked at, in an order that does not depend on chance. */
  calls(name: string, provider: Pick<HttpsServer, "calls">): void;
  heading(text: string): void;
  /** Markdown; ids and secrets are replaced by names that are the same in every run. */
  text(): string;
}

/** Makes an empty one. */
export function makeRecording(): Recording {
  const lines: string[] = [];
  const looked = new Map<unknown, number>();
  return {
    heading: (text) => void lines.push("", `## ${text}`, ""),
    tell: (who, what) => void lines.push(`- **${who}** ${quoted(what)}`),
    calls(name, provider) {
      const from = looked.get(provider) ?? 0;
      looked.set(provider, provider.calls.length);
      // What runs side by side is put in order: courtesies first, then what is said.
      const asked = provider.calls.slice(from).map(written).toSorted(byRank);
      lines.push(...asked.map((call) => `  - ${name} ← ${call}`));
    },
    text: () => `${named(lines.join("\n")).trim()}\n`,
  };
}

function quoted(text: string): string {
  return text.split("\n").join("  \n  ");
}

function byRank(left: string, right: string): number {
  return rankOf(left) - rankOf(right);
}

function rankOf(call: string): number {
  return call.includes('"status":"read"') ? 0 : 1;
}

/** One request: what was asked, and its body. */
function written({ method, url, json }: Call): string {
  const path = decodeURIComponent(url.pathname);
  return `\`${method} ${path}\`${json === undefined ? "" : ` \`${JSON.stringify(json)}\``}`;
}

const IDS =
  /wamid\.[\w-]+|19:[0-9a-f]{32}@thread\.v2|8:acs:[\w-]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const STAMPS = /\b\d{13}\b|\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^wamid/, "wamid"],
  [/^19:/, "thread"],
  [/^8:acs/, "user"],
];

/** Every id gets a name by its kind and its first appearance. */
function named(text: string): string {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return text
    .replaceAll(IDS, (id) => {
      const known = names.get(id);
      if (known) return known;
      const kind = KINDS.find(([pattern]) => pattern.test(id))?.[1] ?? "id";
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      names.set(id, `‹${kind} ${count}›`);
      return names.get(id)!;
    })
    .replaceAll(STAMPS, "‹time›");
}
