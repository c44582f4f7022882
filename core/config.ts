import { z } from "zod";
import { AppError } from "./errors.ts";
import { Secret } from "./secret.ts";
import {
  text,
  secret,
  list,
  secretList,
  onOff,
  url,
  deskPeople,
  connectionString,
  templates,
} from "./setting-kinds.ts";

/** Every variable the house reads; nothing else looks at the environment. */
export const Environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce
    .number("is not a port number")
    .int("is not a port number")
    .min(0, "is not a port number")
    .max(65_535, "is not a port number")
    .default(3000),
  HOST: z.string().trim().min(1).default("127.0.0.1"),
  LOG_LEVEL: z
    .enum(
      ["debug", "info", "warn", "error", "silent"],
      "is not one of debug, info, warn, error, silent",
    )
    .default("info"),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, "is neither sqlite:PATH nor postgres://…")
    .refine(
      (value) => !value.startsWith("postgres") || URL.canParse(value),
      "is not a readable address; in a password, # is written %23, / is %2F, ? is %3F and @ is %40",
    )
    .default("sqlite:data/var/contact-center.db")
    // A Postgres URL holds a password.
    .transform((value) => new Secret(value)),
  LEASE_MS: z.coerce
    .number("is not a number of milliseconds")
    .int("is not a number of milliseconds")
    .min(1_000, "is less than a second")
    .default(60_000),
  DEMO_DATA: onOff,
  SIMULATOR: onOff,
  PUBLIC_URL: url,
  WEBHOOK_SECRETS: secretList,
  WEBHOOK_ENTRA_TENANT_ID: z.guid("is not a tenant's id, like 0f0f0f0f-…").optional(),
  WEBHOOK_ENTRA_AUDIENCE: text,
  /** Event Grid's own application in the public cloud. */
  WEBHOOK_ENTRA_CLIENT_ID: z
    .guid("is not an application's id, like 0f0f0f0f-…")
    .default("4962773b-9cdb-44cf-a8bf-237846a00ab7"),
  // Whoever answers there decides whose tokens are good.
  WEBHOOK_ENTRA_AUTHORITY: z
    .url({ protocol: /^https$/, error: "is not an https address" })
    .default("https://login.microsoftonline.com"),
  WEBHOOK_SUBSCRIPTIONS: list,
  API_KEYS: secretList,
  AZURE_OPENAI_KEY: secret,
  AZURE_OPENAI_ENDPOINT: url,
  AZURE_OPENAI_DEPLOYMENT: text,
  AZURE_OPENAI_API_VERSION: text,
  AZURE_OPENAI_MODEL: text,
  OPENAI_API_KEY: secret,
  OPENAI_BASE_URL: url,
  OPENAI_MODEL: text,
  MODEL_UNDERSTANDING: z
    .enum(["hybrid", "local", "model"], "is not one of hybrid, local, model")
    .default("hybrid"),
  CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING: connectionString,
  CHAT_COMMUNICATION_SERVICES_IDENTITY: text,
  CHAT_DESK_PEOPLE: deskPeople,
  CHAT_THREAD_AT_END: z.enum(["close", "delete"], "is either close or delete").default("close"),
  WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING: connectionString,
  WHATSAPP_CHANNEL_ID: text,
  WHATSAPP_CLOUD_ACCESS_TOKEN: secret,
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: text,
  WHATSAPP_CLOUD_APP_SECRET: secret,
  WHATSAPP_CLOUD_VERIFY_TOKEN: secret,
  WHATSAPP_MESSAGES_PER_SECOND: z.coerce
    .number("is not a whole number")
    .int("is not a whole number")
    .min(1, "is less than one")
    .default(80),
  WHATSAPP_REOPEN_TEMPLATES: templates,
  WHATSAPP_CLOUD_API_URL: url.default("https://graph.facebook.com"),
});
export type Environment = z.infer<typeof Environment>;

/** Variables that only make sense together. */
const groups = {
  "Event Grid's Entra token": ["WEBHOOK_ENTRA_TENANT_ID", "WEBHOOK_ENTRA_AUDIENCE"],
  "Azure OpenAI": [
    "AZURE_OPENAI_KEY",
    "AZURE_OPENAI_ENDPOINT",
    "AZURE_OPENAI_DEPLOYMENT",
    "AZURE_OPENAI_API_VERSION",
  ],
  "an OpenAI-compatible server": ["OPENAI_API_KEY", "OPENAI_MODEL"],
  "ACS chat": [
    "CHAT_COMMUNICATION_SERVICES_CONNECTION_STRING",
    "CHAT_COMMUNICATION_SERVICES_IDENTITY",
  ],
  "WhatsApp through ACS": [
    "WHATSAPP_COMMUNICATION_SERVICES_CONNECTION_STRING",
    "WHATSAPP_CHANNEL_ID",
  ],
  "WhatsApp Cloud API": [
    "WHATSAPP_CLOUD_ACCESS_TOKEN",
    "WHATSAPP_CLOUD_PHONE_NUMBER_ID",
    "WHATSAPP_CLOUD_APP_SECRET",
    "WHATSAPP_CLOUD_VERIFY_TOKEN",
  ],
} as const satisfies Record<string, readonly (keyof Environment)[]>;

export type Group = keyof typeof groups;

/** Optional members of a group, and the one they need. */
const companions = {
  AZURE_OPENAI_MODEL: "AZURE_OPENAI_KEY",
  OPENAI_BASE_URL: "OPENAI_API_KEY",
  CHAT_DESK_PEOPLE: "CHAT_COMMUNICATION_SERVICES_IDENTITY",
} as const satisfies Partial<Record<keyof Environment, keyof Environment>>;

/** The house's settings, read once. */
export interface Config {
  readonly env: Environment;
  /** True where an open door would be reachable by others: in production, or beyond loopback. */
  readonly isExposed: boolean;
  readonly hasDemoData: boolean;
  readonly hasSimulator: boolean;
  /** Is every variable of the group set? */
  has(group: Group): boolean;
}

/**
 * Reads `.env`, where there is one, and then this process's environment: what every command starts with.
 * @throws AppError `misconfigured`, as `readConfig`.
 */
export function readConfigFromProcess(): Config {
  readEnvFile();
  return readConfig(process.env);
}

/** The environment for a program we start: our own, `.env` included, with some variables set on top. */
export function childEnvironment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  readEnvFile();
  return { ...process.env, ...extra };
}

/**
 * Reads the environment once, at start-up. Empty variables count as unset.
 * @throws AppError `misconfigured`, naming every fault in one message and never a value.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Environment.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  faults.push(...Object.entries(groups).flatMap(([name, names]) => halfSet(given, name, names)));
  faults.push(
    ...Object.entries(companions)
      .filter(([name, needs]) => given[name] !== undefined && given[needs] === undefined)
      .map(([name, needs]) => `${name} has no effect without ${needs}`),
  );

  const isExposed = given["NODE_ENV"] === "production" || !isLoopback(given["HOST"] ?? "127.0.0.1");
  if (isExposed) faults.push(...openDoors(given));
  if (!parsed.success || faults.length > 0) {
    throw new AppError(
      "misconfigured",
      [
        "The contact center cannot start with these settings:",
        ...faults.map((each) => `  - ${each}`),
      ].join("\n"),
    );
  }
  const env = parsed.data;
  return {
    env,
    isExposed,
    hasDemoData: env.DEMO_DATA ? env.DEMO_DATA === "on" : !isExposed,
    hasSimulator: env.SIMULATOR ? env.SIMULATOR === "on" : !isExposed,
    has: (group) => groups[group].every((name) => env[name] !== undefined),
  };
}

function readEnvFile(): void {
  try {
    process.loadEnvFile();
  } catch {
    // No .env: the embedded defaults serve.
  }
}

function halfSet(
  given: Readonly<Record<string, unknown>>,
  name: string,
  names: readonly string[],
): string[] {
  const missing = names.filter((each) => given[each] === undefined);
  if (missing.length === 0 || missing.length === names.length) return [];
  return [
    `${missing.join(", ")} missing: ${name} needs ${names.join(", ")} together, or none of them`,
  ];
}

/** Which doors anybody could walk through, and the variable that closes each. */
function openDoors(given: Readonly<Record<string, unknown>>): string[] {
  const where =
    given["NODE_ENV"] === "production" ? "in production" : "when HOST is not a loopback address";
  const faults: string[] = [];
  if (given["API_KEYS"] === undefined) {
    faults.push(`API_KEYS is not set: POST /chat and /contact-center would be open ${where}`);
  }
  const closers = ["WEBHOOK_SECRETS", "WEBHOOK_ENTRA_TENANT_ID", "WHATSAPP_CLOUD_APP_SECRET"];
  if (closers.every((name) => given[name] === undefined)) {
    faults.push(`WEBHOOK_SECRETS is not set: POST /webhook would be open ${where}`);
  }
  return faults;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
