import type { Door, Line, Media } from "./conversation.ts";
import type { Handoff } from "./handoff.ts";

/** Reads for people and programs: what was said, and who is waiting. */
export interface Transcript {
  /** Lines of the address's conversation after the line with this id (or all), oldest first, at most `limit`. */
  read(address: string, after: string | undefined, limit: number): Promise<Line[] | undefined>;
  /** The last lines of a conversation up to a moment, oldest first. */
  readLast(conversationId: string, range: { until: number; limit: number }): Promise<Line[]>;
  /** What came or went with one line of this very conversation. */
  findMedia(conversationId: string, lineId: string): Promise<LineMedia | undefined>;
}

/** What is not text of a line, with where it is kept. */
export interface LineMedia {
  readonly media: Media;
  /** The door a customer's line came in by: its provider keeps the file. Null for what people sent: we keep it. */
  readonly door: Door | null;
}

/** A conversation as the queue shows it. */
export interface HandoffView extends Handoff {
  readonly address: string;
  readonly lastText: string;
  readonly lastAt: number;
  /** Does the address still say who writes? */
  readonly isProven: boolean;
  /** Until when free words reach the customer by the door they last used; null where there is no such limit. */
  readonly openUntil: number | null;
  /** The door they last used, by which words reach them. */
  readonly lastDoor: Door;
}

/** A handoff as its desk sees it. */
export interface DeskView extends Handoff {
  readonly address: string;
  /** Does the address still say who writes? */
  readonly isProven: boolean;
  /** The desk's own name for the thread, once it is opened there. */
  readonly deskRef: string | null;
}

/** Stays with people, for the desk. */
export interface Handoffs {
  /** Open ones by waiting time, then the last closed ones. */
  list(limit: number): Promise<HandoffView[]>;
  find(threadId: string): Promise<HandoffView | undefined>;
  /**
   * Claims a queued handoff for a person.
   * @returns who has it now: the caller, or the one who was faster.
   * @throws AppError `not_found`, or `conflict` when it is closed.
   */
  claim(threadId: string, person: string): Promise<string>;
  /**
   * A person has made sure who writes from an address that had changed hands: from now on the insurer's record says it
   * again. Confirmed twice, it counts once.
   * @throws AppError `not_found`, or `conflict` when it is closed or not with this person.
   */
  confirmIdentity(threadId: string, person: string): Promise<void>;
  /** Keeps the desk's own name for a thread; from then on both names find it. */
  keepDeskRef(threadId: string, deskRef: string): Promise<void>;
  /** What the desk needs to know of a handoff. */
  findForDesk(threadId: string): Promise<DeskView | undefined>;
  /** Is a thread being opened whose desk's name we do not know yet? */
  isOpening(): Promise<boolean>;
}

/** A file that a person sends to a customer. */
export interface StoredFile {
  readonly id: string;
  /** Whoever knows it may fetch the file for a day. */
  readonly token: string;
  readonly mimeType: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Files on their way to customers. */
export interface Files {
  /** @returns the file's id. */
  keep(file: Pick<StoredFile, "mimeType" | "fileName" | "bytes">): Promise<string>;
  load(id: string): Promise<StoredFile | undefined>;
  findByToken(token: string): Promise<StoredFile | undefined>;
}

/** Authenticated payloads that could not be read. */
export interface Quarantine {
  keep(items: readonly { source: string; reason: string; body: string }[]): Promise<void>;
}
