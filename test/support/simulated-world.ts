import type { Channel, Desk } from "../../core/channel.ts";
import { AppError } from "../../core/errors.ts";

/** Something that has reached a customer's phone or the desk. */
export interface Taken {
  /** As deliveries call it: `channel|address`, `desk|thread`. */
  readonly destination: string;
  /** What makes a second one recognisable: the delivery's id, or the act at the desk. */
  readonly id: string;
  readonly text: string;
  /** The provider's id for it. */
  readonly providerId: string;
  /** It came from a worker that had been stopped so long that others did its work. */
  readonly isLate: boolean;
}

/** What the other side does with the next message. */
export type Weather = "fair" | "busy" | "broken" | "silent" | "refusing";

/** Everything outside the house that it talks to; outlives every crash. */
export interface World {
  readonly channel: Channel;
  readonly desk: Desk;
  readonly taken: readonly Taken[];
  /** The desk's own names of the threads that are open there, by ours. */
  readonly threads: ReadonlyMap<string, string>;
  /** How the next message is met; those after it are met in fair weather. */
  setWeather(weather: Weather): void;
  /** Will the next message be taken without a word? */
  isSilent(): boolean;
  /** What the model does with the next turn; those after it are thought through. */
  setModel(model: "able" | "failing"): void;
  /** The model is asked about these words. @throws Error when it fails. */
  think(words: string): void;
  /** Whatever is taken from now on comes late, or in time. */
  setLate(isLate: boolean): void;
  /** Hears of every message for a customer before it is taken. */
  onSend: (deliveryId: string) => Promise<void>;
}

/** Words that make the model fail whenever it reads them. */
export const POISON = "poison";

/** What the provider asks for when it is busy. */
const RETRY_AFTER_MS = 90_000;
/** Short, so that long answers leave in several parts. */
const MAX_LENGTH = 160;

/** A phone for every customer and a desk that has its own names for threads. */
export function makeWorld(): World {
  const taken: Taken[] = [];
  const threads = new Map<string, string>();
  let weather: Weather = "fair";
  let model: "able" | "failing" = "able";
  let isLate = false;

  /** Takes a message as the weather allows; silence is told by the signal alone. */
  function take(message: Omit<Taken, "providerId" | "isLate">, signal: AbortSignal): string {
    const today = weather;
    weather = "fair";
    if (today === "busy") {
      throw new AppError("rate_limited", "Too many.", { retryAfterMs: RETRY_AFTER_MS });
    }
    if (today === "broken") throw new AppError("upstream_unavailable", "502");
    if (today === "refusing") throw new AppError("upstream_rejected", "No.");
    const providerId = `p-${taken.length}`;
    taken.push({ ...message, providerId, isLate });
    if (today === "silent") signal.throwIfAborted();
    return providerId;
  }

  function threadOf(deskRef: string): string {
    const found = [...threads].find(([, ref]) => ref === deskRef);
    if (!found) throw new AppError("upstream_rejected", `The desk has no ${deskRef}.`);
    return found[0];
  }

  const channel = {
    name: "simulator",
    maxLength: MAX_LENGTH,
    isRepeatSafe: false,
    hasWindow: false,
    pace: { overall: [], each: [] },
    async send(message, signal) {
      const { deliveryId: id, address } = message;
      const text = message.kind === "free" ? message.text : message.template.name;
      await world.onSend(id);
      const destination = `simulator|${address}`;
      return { providerId: take({ destination, id, text }, signal), status: "sent" };
    },
  } satisfies Channel & { isRepeatSafe: boolean };

  const desk: Desk = {
    name: "desk",
    pace: { overall: [], each: [] },
    maxLength: 28_672,
    async openThread({ threadId, summary }, signal) {
      take({ destination: `desk|${threadId}`, id: `${threadId}:open`, text: summary }, signal);
      const deskRef = `19:${threadId}`;
      threads.set(threadId, deskRef);
      return { deskRef };
    },
    async mirror({ deskRef, deliveryId: id, text }, signal) {
      take({ destination: `desk|${threadOf(deskRef)}`, id, text }, signal);
    },
    async closeThread(deskRef, signal) {
      const destination = `desk|${threadOf(deskRef)}`;
      take({ destination, id: `${deskRef}:close`, text: "(closed)" }, signal);
    },
  };

  const world: World = {
    channel,
    desk,
    taken,
    threads,
    setWeather: (next) => void (weather = next),
    isSilent: () => weather === "silent",
    setModel: (next) => void (model = next),
    think(words) {
      const today = model;
      model = "able";
      if (today === "failing" || words.includes(POISON)) throw new Error("The model is away.");
    },
    setLate: (next) => void (isLate = next),
    onSend: async () => {},
  };
  return world;
}
