import { AppError } from "../../core/errors.ts";
import type { Clock, Line } from "../../core/conversation.ts";
import type { DeadLetter, Deliveries } from "../../core/deliveries.ts";
import type { Handoffs, HandoffView, Transcript } from "../../core/stores.ts";
import type { Customer, Policy, Records } from "../../core/records.ts";
import { makeFakeFiles, makeFakeProvider } from "./fake-files.ts";
import type { FakeProvider } from "./fake-files.ts";
import { makeRecords } from "./records.ts";

/** What the pages show, in memory: no graph, no storage, nothing that happens by itself. */
export interface FakeHouse {
  readonly handoffs: Pick<Handoffs, "list" | "find" | "claim" | "confirmIdentity">;
  readonly clock: Clock;
  /** Where customers' files are. */
  readonly provider: FakeProvider;
  readonly files: ReturnType<typeof makeFakeFiles>;
  /** May silent customers be invited? */
  canInvite: boolean;
  readonly transcript: Transcript;
  readonly records: Records;
  readonly customers: readonly Customer[];
  readonly deliveries: Pick<Deliveries, "listDead" | "countDead" | "sendAgain" | "putAway">;
  /** The dead letters it holds, and who sent which of them again, or put it away. */
  readonly letters: DeadLetter[];
  readonly sentAgain: { readonly id: string; readonly by: string }[];
  readonly putAway: { readonly id: string; readonly by: string }[];
  /** Adds a line at the end of the address's transcript. */
  say(address: string, line: Partial<Line>): Line;
  lines(address: string): Line[];
  /** Changes a handoff, as a turn would. */
  change(threadId: string, change: Partial<HandoffView>): void;
}

interface FakeContent {
  readonly customers?: readonly Customer[];
  readonly policies?: readonly Policy[];
  readonly handoffs?: readonly HandoffView[];
  readonly letters?: readonly DeadLetter[];
  readonly now?: () => number;
}

/** A house whose pages can be looked at without the rest of it. */
export function makeFakeHouse(content: FakeContent = {}): FakeHouse {
  const { customers = [], policies = [], now = Date.now } = content;
  const views = new Map((content.handoffs ?? []).map((view) => [view.threadId, { ...view }]));
  const talks = new Map<string, Line[]>();
  let seq = 0;

  const lines = (address: string): Line[] => talks.get(address) ?? [];
  const mustFind = (threadId: string): HandoffView => {
    const view = views.get(threadId);
    if (!view) throw new AppError("not_found", "There is no such thread.");
    return view;
  };

  const letters = [...(content.letters ?? [])];
  const sentAgain: { id: string; by: string }[] = [];
  const putAway: { id: string; by: string }[] = [];
  const take = (id: string): void => {
    const place = letters.findIndex((letter) => letter.id === id);
    const isDecided = [...sentAgain, ...putAway].some((each) => each.id === id);
    if (isDecided) throw new AppError("conflict", "Somebody has decided already.");
    if (place === -1) throw new AppError("not_found", "There is no such dead letter.");
    letters.splice(place, 1);
  };

  return {
    customers,
    clock: now,
    provider: makeFakeProvider(),
    files: makeFakeFiles(),
    canInvite: true,
    letters,
    sentAgain,
    putAway,
    deliveries: {
      listDead: async (limit, before) => {
        const start = before ? letters.findIndex(({ id }) => id === before.id) + 1 : 0;
        return letters.slice(start, start + limit);
      },
      countDead: async () => letters.length,
      sendAgain: async (id, by) => {
        take(id);
        sentAgain.push({ id, by });
        return `${id}-again`;
      },
      putAway: async (id, by) => {
        take(id);
        putAway.push({ id, by });
      },
    },
    records: makeRecords({ customers, policies }),
    lines,
    change: (threadId, change) => void views.set(threadId, { ...mustFind(threadId), ...change }),
    say: (address, line) => {
      const added = aLine({ id: `line-${++seq}`, seq, at: now(), ...line });
      talks.set(address, [...lines(address), added]);
      for (const view of views.values()) {
        if (view.address !== address) continue;
        views.set(view.threadId, { ...view, lastText: added.text, lastAt: added.at });
      }
      return added;
    },
    transcript: {
      readLast: async () => [],
      findMedia: async (conversationId, lineId) => {
        const line = [...views.values()]
          .filter((view) => view.conversationId === conversationId)
          .flatMap(({ address }) => lines(address))
          .find(({ id }) => id === lineId);
        const door = line?.author === "customer" ? "whatsapp-cloud" : null;
        return line?.media ? { media: line.media, door } : undefined;
      },
      read: async (address, after, limit) => {
        const talk = talks.get(address);
        const start =
          after === undefined ? 0 : (talk ?? []).findIndex(({ id }) => id === after) + 1;
        return after !== undefined && start === 0 ? undefined : talk?.slice(start, start + limit);
      },
    },
    handoffs: {
      list: async (limit) => [...views.values()].slice(0, limit),
      find: async (threadId) => views.get(threadId),
      claim: async (threadId, person) => {
        const view = mustFind(threadId);
        if (view.status === "closed") throw new AppError("conflict", "This handoff is closed.");
        if (view.claimedBy !== null) return view.claimedBy;
        const claim = { status: "claimed", claimedBy: person, claimedAt: now() } as const;
        views.set(threadId, { ...view, ...claim });
        return person;
      },
      confirmIdentity: async (threadId, person) => {
        const view = mustFind(threadId);
        if (view.claimedBy !== person) throw new AppError("conflict", "It is not with you.");
        views.set(threadId, { ...view, isProven: true });
      },
    },
  };
}

/** A message of the bot that WhatsApp refused. */
export function aLetter(changes: Partial<DeadLetter> = {}): DeadLetter {
  return {
    id: "letter-1",
    kind: "delivery",
    conversationId: "talk-1",
    address: "+14255550101",
    threadId: null,
    channel: "whatsapp-cloud",
    text: "[Policy Agent] Your policy AUT-1042 is active.",
    act: null,
    error: "upstream_rejected",
    attempts: 1,
    createdAt: 0,
    diedAt: 0,
    mayHaveArrived: false,
    ...changes,
  };
}

/** A line from the customer unless told otherwise. */
export function aLine(changes: Partial<Line> = {}): Line {
  const author = changes.author ?? "customer";
  return {
    id: "line-0",
    conversationId: "talk-1",
    seq: 0,
    at: 0,
    author,
    text: "Hello",
    senderName: null,
    status: author === "customer" ? "received" : "delivered",
    media: null,
    trace: null,
    choices: [],
    ...changes,
  };
}

/** A handoff that waits for anyone of the contact centre. */
export function aHandoff(changes: Partial<HandoffView> = {}): HandoffView {
  return {
    threadId: "thread-1",
    conversationId: "talk-1",
    kind: "contact_center",
    status: "queued",
    reason: "asked",
    summary: "Asked for a person.",
    offeredTo: null,
    claimedBy: null,
    queuedAt: 0,
    claimedAt: null,
    closedAt: null,
    closedBy: null,
    timerAt: null,
    timer: null,
    address: "+14255550101",
    isProven: true,
    openUntil: null,
    lastDoor: "whatsapp-cloud",
    lastText: "I want to talk to a person",
    lastAt: 0,
    ...changes,
  };
}
