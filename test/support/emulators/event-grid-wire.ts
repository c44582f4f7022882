import { randomUUID } from "node:crypto";

/** How the events of a subscription are written. */
export type GridSchema = "event-grid" | "cloud-events";

/** One thing that happened at a provider, before it is written in either schema. */
export interface GridEvent {
  /** A new one when left out; the same event delivered twice keeps it. */
  readonly id?: string;
  /** With its `Microsoft.Communication.` in front. */
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  /** ISO 8601; the tests' noon when left out. */
  readonly time?: string;
}

/** Who is told. */
export interface Subscriber {
  /** The whole address, with its query: the handshake and every delivery go there. */
  readonly url: string;
  readonly schema: GridSchema;
  /** Delivery properties, such as `x-contact-center-key`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The subscription's name; Azure sends it in capitals. */
  readonly name?: string;
}

const NOON = "2026-11-22T12:00:00.1921716Z";
const TOPIC = "/subscriptions/s/resourcegroups/rg/providers/microsoft.communication";
const ORIGIN = "eventgrid.azure.net";

/** An event as it goes over the wire. */
export function write(schema: GridSchema, event: Required<GridEvent>): object {
  const { id, type, subject, data, time } = event;
  const source = `${TOPIC}/communicationservices/harbour`;
  if (schema === "cloud-events")
    return { id, source, subject, type, time, specversion: "1.0", data };
  const versions = { dataVersion: "1.0", metadataVersion: "1" };
  return { id, topic: source, subject, data, eventType: type, ...versions, eventTime: time };
}

/** Gives an event what it left out. */
export function complete(event: GridEvent): Required<GridEvent> {
  return { id: randomUUID(), time: NOON, ...event };
}

/** Posts a batch once. @returns the status, undefined when no answer came. */
export async function post(
  subscriber: Subscriber,
  batch: readonly Required<GridEvent>[],
  { earlier, signal }: { readonly earlier: number; readonly signal: AbortSignal },
): Promise<number | undefined> {
  const { url, schema } = subscriber;
  const written = batch.map((event) => write(schema, event));
  const isSingle = schema === "cloud-events" && written.length === 1;
  const headers = {
    ...aeg(subscriber, "Notification"),
    "content-type": contentType(schema, isSingle),
    "aeg-delivery-count": String(earlier),
    "aeg-data-version": schema === "event-grid" ? "1.0" : "",
    "aeg-output-event-id": batch[0]?.id ?? "",
  };
  const body = JSON.stringify(isSingle ? written[0] : written);
  try {
    const response = await fetch(url, { method: "POST", headers, body, signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}

/** Asks whether the subscriber wants to be told, in the way of its schema. @throws when it does not say yes. */
export async function handshake(subscriber: Subscriber, signal: AbortSignal): Promise<void> {
  const hasConsent = subscriber.schema === "event-grid" ? echoesCode : allowsOrigin;
  const refusal = await hasConsent(subscriber, signal);
  if (refusal !== undefined) throw new Error(`The handshake failed: ${refusal}.`);
}

/** 202 is not consent, and a code that does not come back is none either. */
async function echoesCode(subscriber: Subscriber, signal: AbortSignal) {
  const validationCode = randomUUID();
  const validationUrl = `https://rp-eastus2.${ORIGIN}:553/eventsubscriptions/s/validate?id=${validationCode}`;
  const type = "Microsoft.EventGrid.SubscriptionValidationEvent";
  const data = { validationCode, validationUrl };
  const event = write("event-grid", complete({ type, subject: "", data }));
  const headers = {
    ...aeg(subscriber, "SubscriptionValidation"),
    "content-type": contentType("event-grid", false),
  };
  const body = JSON.stringify([event]);
  const response = await fetch(subscriber.url, { method: "POST", headers, body, signal });
  const answer = await response.text();
  if (response.status !== 200) return `status ${response.status}`;
  return codeIn(answer) === validationCode ? undefined : "the code did not come back";
}

function codeIn(answer: string): unknown {
  try {
    return (JSON.parse(answer) as { validationResponse?: unknown } | null)?.validationResponse;
  } catch {
    return undefined;
  }
}

/** Consent is given by headers, whatever the status. */
async function allowsOrigin({ url, headers = {} }: Subscriber, signal: AbortSignal) {
  const response = await fetch(url, {
    method: "OPTIONS",
    headers: { ...headers, "webhook-request-origin": ORIGIN, "webhook-request-rate": "120" },
    signal,
  });
  await response.arrayBuffer();
  const origin = response.headers.get("webhook-allowed-origin");
  if (origin !== ORIGIN && origin !== "*") return `status ${response.status} without consent`;
  return response.headers.has("webhook-allowed-rate") ? undefined : "no rate is allowed";
}

function aeg({ headers = {}, name = "contact-center", schema }: Subscriber, kind: string) {
  return {
    ...headers,
    "aeg-event-type": kind,
    "aeg-subscription-name": name.toUpperCase(),
    "aeg-metadata-version": schema === "event-grid" ? "1" : "1.0",
  };
}

function contentType(schema: GridSchema, isSingle: boolean): string {
  if (schema === "event-grid") return "application/json; charset=utf-8";
  return `application/cloudevents${isSingle ? "" : "-batch"}+json; charset=utf-8`;
}
