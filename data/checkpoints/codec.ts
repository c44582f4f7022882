import { DeltaSnapshot } from "@langchain/langgraph-checkpoint";
import type { SerializerProtocol } from "@langchain/langgraph-checkpoint";
import { AppError } from "../../core/errors.ts";

/** Marks an object as ours: `{"$cc": kind, "v": content}`. An object of the state with this key is wrapped itself. */
const TAG = "$cc";
const MAX_DEPTH = 200;

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Where we are in the value, for the error; and what we are inside of, to notice a circle. */
interface Place {
  readonly path: string;
  readonly around: readonly object[];
}

/**
 * Writes a value of the graph as JSON text that `decode` turns into an equal value.
 * Plain data, undefined, NaN, dates, bytes, maps and sets come back as they were.
 * @param name what it is, for the error: `channel "focus"`.
 * @throws AppError `internal`, naming the place, for what is not data: a BigInt, a function, a symbol, a circle, an object
 * of some class. Better a turn that fails at once than a conversation that cannot be read any more.
 */
export function encode(value: unknown, name: string): string {
  return JSON.stringify(toJson(value, { path: name, around: [] }));
}

/**
 * Reads what `encode` wrote. Whatever the text says, the result is data: no class of the program is ever called by name,
 * so that an object which claims to be a LangChain constructor stays the object it is.
 */
export function decode(text: string): unknown {
  const json = JSON.parse(text) as Json;
  return text.includes(`"${TAG}"`) ? fromJson(json) : json;
}

/** The codec as LangGraph knows serialisers, in place of its own one, which revives constructors. */
export const serializer: SerializerProtocol = {
  dumpsTyped: async (value) => ["json", new TextEncoder().encode(encode(value, "value"))],
  loadsTyped: async (_type, bytes) =>
    decode(typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes)),
};

function toJson(value: unknown, place: Place): Json {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : tagged("number", spell(value));
    case "undefined":
      return tagged("undefined", null);
    case "object":
      return value === null ? null : objectToJson(value, enter(value, place));
    default:
      throw notData(place, `a ${typeof value}`);
  }
}

function objectToJson(value: object, place: Place): Json {
  if (Array.isArray(value)) return listToJson(value, place);
  if (isPlain(value)) return plainToJson(value, place);
  if (value instanceof Uint8Array) return tagged("bytes", Buffer.from(value).toString("base64"));
  if (value instanceof Date) return tagged("date", spell(value.getTime()));
  if (value instanceof Set) return tagged("set", listToJson([...value], place));
  if (value instanceof Map) return tagged("map", listToJson([...value], place));
  if (value instanceof DeltaSnapshot)
    return tagged("delta", toJson(value.value, at(place, "value")));
  // Send, Overwrite and Command of LangGraph, which takes their plain form back for the thing itself.
  if ("lg_name" in value && "toJSON" in value && typeof value.toJSON === "function") {
    return toJson(value.toJSON(), place);
  }
  throw notData(place, `an object of the class ${value.constructor?.name || "(unnamed)"}`);
}

function listToJson(list: readonly unknown[], place: Place): Json[] {
  // Array.from also visits holes, which map would leave.
  return Array.from(list, (item, index) => toJson(item, at(place, index)));
}

function plainToJson(value: object, place: Place): Json {
  if (Object.getOwnPropertySymbols(value).length > 0)
    throw notData(place, "an object with symbol keys");
  // From entries, because an assignment to the key "__proto__" would not make a property.
  const plain = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, toJson(item, at(place, key))]),
  );
  return Object.hasOwn(value, TAG) ? tagged("plain", plain) : plain;
}

/** Also true for objects of another realm, whose Object.prototype is not ours. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function tagged(kind: string, content: Json): Json {
  return { [TAG]: kind, v: content };
}

/** NaN, the infinities and -0 have no JSON number. */
function spell(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function enter(value: object, place: Place): Place {
  if (place.around.includes(value)) throw notData(place, "a circle: it contains itself");
  if (place.around.length >= MAX_DEPTH)
    throw notData(place, `nested deeper than ${MAX_DEPTH} levels`);
  return { path: place.path, around: [...place.around, value] };
}

function at(place: Place, key: string | number): Place {
  const step = typeof key === "number" ? `[${key}]` : `.${key}`;
  return { path: place.path + step, around: place.around };
}

function notData({ path }: Place, found: string): AppError {
  const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path;
  return new AppError("internal", `Only plain data can be remembered, but ${shown} is ${found}.`);
}

function fromJson(json: Json): unknown {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map(fromJson);
  const kind = Object.hasOwn(json, TAG) ? json[TAG] : undefined;
  const read = typeof kind === "string" && Object.hasOwn(readers, kind) ? readers[kind] : undefined;
  return read ? read(json["v"] ?? null) : propertiesFromJson(json);
}

function propertiesFromJson(json: { [key: string]: Json }): object {
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, fromJson(item)]));
}

/** A closed list; only `encode` writes these, since it wraps every object that looks like one. */
const readers: Readonly<Record<string, (content: Json) => unknown>> = {
  undefined: () => undefined,
  number: Number,
  bytes: (content) => new Uint8Array(Buffer.from(content as string, "base64")),
  date: (content) => new Date(Number(content)),
  set: (content) => new Set(fromJson(content) as unknown[]),
  map: (content) => new Map(fromJson(content) as [unknown, unknown][]),
  delta: (content) => new DeltaSnapshot(fromJson(content)),
  plain: (content) => propertiesFromJson(content as { [key: string]: Json }),
};
