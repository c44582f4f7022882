import type { AddressInfo } from "node:net";
import type { Config } from "../core/config.ts";
import type { Seeded } from "../data/seed.ts";

/** What is printed once the house is ready: where to go, what is on, and which variable changes it. */
export function welcome(config: Config, address: AddressInfo, seeded: Seeded | undefined): string {
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  const url = `http://${host}:${address.port}`;
  const places = [
    ["console", `${url}/console`, "where people take over"],
    ...(config.hasSimulator ? [["simulator", `${url}/simulator`, "write as a customer"]] : []),
    ["docs", `${url}/docs`, "every door, with its shapes"],
  ];
  const rows = [...places, ["", "", ""], ...parts(config, seeded)];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map(([name, what, how]) =>
    `  ${name!.padEnd(widths[0]!)}  ${what!.padEnd(widths[1]!)}  ${how}`.trimEnd(),
  );
  return [
    `\n Contact center ready on ${url} (node ${process.versions.node})\n`,
    ...lines,
    "",
    "",
  ].join("\n");
}

/** Per part: what is on, and the variable that changes it. */
function parts(config: Config, seeded: Seeded | undefined): string[][] {
  const { env, has } = config;
  return [
    model(config),
    [
      "desk",
      has("ACS chat") ? "ACS chat, and the built-in console" : "built-in console",
      "CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING",
    ],
    [
      "whatsapp",
      whatsApp(config),
      "WHATSAPP_CLOUD_ACCESS_TOKEN, WHATSAPP_COMMUNICATION_SERVICES_…",
    ],
    ["storage", storage(env.DATABASE_URL.reveal()), "DATABASE_URL"],
    ["webhooks", webhooks(config), "WEBHOOK_SECRETS, WEBHOOK_ENTRA_TENANT_ID"],
    ["programs", env.API_KEYS.length > 0 ? "bearer keys" : "open", "API_KEYS"],
    ["demo data", demo(config, seeded), "DEMO_DATA"],
  ];
}

function model({ env, has }: Config): string[] {
  const name = has("Azure OpenAI")
    ? `Azure OpenAI, ${env.AZURE_OPENAI_DEPLOYMENT}`
    : has("an OpenAI-compatible server")
      ? `${env.OPENAI_MODEL}`
      : undefined;
  if (name === undefined) return ["model", "local classifier and replies", "AZURE_OPENAI_KEY"];
  const reads = { hybrid: "reads what is unclear", local: "reads nothing", model: "reads first" };
  return ["model", `${name}; ${reads[env.MODEL_UNDERSTANDING]}`, "MODEL_UNDERSTANDING"];
}

function whatsApp({ has }: Config): string {
  const on = [
    has("WhatsApp Cloud API") ? "Cloud API" : "",
    has("WhatsApp through ACS") ? "ACS" : "",
  ].filter((each) => each !== "");
  return on.length > 0 ? on.join(" and ") : "simulator";
}

function webhooks({ env, has }: Config): string {
  const proofs = [
    env.WEBHOOK_SECRETS.length > 0 ? "secret" : "",
    has("Event Grid's Entra token") ? "Entra token" : "",
  ].filter((each) => each !== "");
  return proofs.length > 0 ? proofs.join(" or ") : "open";
}

/** Never the whole URL: it can hold a password. */
function storage(databaseUrl: string): string {
  if (!databaseUrl.startsWith("sqlite:")) return "postgres";
  return `SQLite, ${databaseUrl.slice("sqlite:".length)}`;
}

function demo({ hasDemoData }: Config, seeded: Seeded | undefined): string {
  if (seeded) return `${seeded.customers} customers, ${seeded.policies} policies loaded`;
  return hasDemoData ? "kept as it was" : "off";
}
