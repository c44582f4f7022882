import { afterEach, expect, test } from "vitest";
import { buildDocument } from "../../server/openapi.ts";
import { makeFakeHouse } from "../support/fake-house.ts";
import { servePages } from "../support/fake-server.ts";
import type { Running } from "../support/fake-server.ts";

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
  readonly security: readonly Readonly<Record<string, unknown>>[];
}
interface Document {
  readonly openapi: string;
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

const document = buildDocument("1.2.3") as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
let running: Running | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

test("describes every door of the contract", () => {
  const doors = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
  expect(doors.toSorted()).toEqual([
    "GET /chat/{user_id}/messages",
    "GET /contact-center/dead-letters",
    "GET /files/{token}",
    "GET /healthz",
    "GET /metrics",
    "GET /readyz",
    "GET /webhook",
    "OPTIONS /contact-center/chat",
    "OPTIONS /contact-center/disconnect",
    "OPTIONS /webhook",
    "POST /chat",
    "POST /contact-center/chat",
    "POST /contact-center/dead-letters/{id}/put-away",
    "POST /contact-center/dead-letters/{id}/send-again",
    "POST /contact-center/disconnect",
    "POST /webhook",
  ]);
});

test("every reference leads somewhere", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(10);
  for (const [, reference = ""] of references) {
    const name = reference.replace("#/components/schemas/", "");
    expect(document.components.schemas).toHaveProperty([name]);
  }
});

test("every operation has an id of its own, a tag, proofs and parameters that are declared", () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(operations.length);
  const tags = document.tags.map(({ name }) => name);
  for (const { path, operation } of operations) {
    expect(operation.summary).not.toBe("");
    expect(tags).toEqual(expect.arrayContaining([...operation.tags]));
    for (const proof of operation.security.flatMap((each) => Object.keys(each))) {
      expect(document.components.securitySchemes).toHaveProperty([proof]);
    }
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (operation.parameters ?? []).filter((each) => each.in === "path");
    expect(declared.map(({ name }) => name)).toEqual(named);
    for (const { description } of Object.values(operation.responses)) {
      expect(description).not.toBe("");
    }
  }
});

test("names the limits of the contract", () => {
  const { ChatRequest, MessageText, UserId } = document.components.schemas;
  expect(ChatRequest).toMatchObject({ required: ["user_id", "message"] });
  expect(MessageText).toMatchObject({ type: "string", maxLength: 4096 });
  expect(UserId).toMatchObject({ pattern: expect.stringContaining("{1,128}") });
});

test("is served as JSON, and drawn by a page that needs nothing from elsewhere", async () => {
  running = await servePages(makeFakeHouse());
  const { url } = running;
  const served = await fetch(`${url}/openapi.json`);
  expect(served.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(await served.json()).toMatchObject({
    openapi: "3.1.0",
    info: { title: "Contact center" },
  });
  const page = await (await fetch(`${url}/docs`)).text();
  const paths = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? "");
  expect(paths).toEqual([
    "/console/icon.svg",
    "/docs/swagger-ui.css",
    "/docs/swagger-ui-bundle.js",
    "/docs/init.js",
  ]);
  for (const path of paths) expect((await fetch(url + path)).status).toBe(200);
  expect((await fetch(`${url}/docs/package.json`)).status).toBe(404);
});
