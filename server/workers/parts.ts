import type { Desk } from "../../core/channel.ts";
import type { Clock } from "../../core/conversation.ts";
import type { Log } from "../../core/log.ts";
import type { ClaimedTurn } from "../../core/ports.ts";
import type { Store } from "../../data/store.ts";
import type { Graph } from "../../graph/index.ts";
import type { Channels } from "../channels.ts";
import type { Metrics } from "../metrics.ts";
import type { LineParts } from "./outgoing-lines.ts";
import type { Patience } from "./patience.ts";
import type { DeskParts } from "./send-to-desk.ts";
import type { SendParts } from "./send.ts";

/** What the workers of a process work with. */
export interface WorkerParts {
  readonly store: Store;
  readonly graph: Pick<Graph, "invoke">;
  readonly channels: Channels;
  readonly desk: Desk;
  readonly findPlace: DeskParts["findPlace"];
  readonly loadFile: SendParts["loadFile"];
  readonly templateFor: LineParts["templateFor"];
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly random: () => number;
  /** How long a process may be silent before another takes over what it has leased. */
  readonly leaseMs: number;
  readonly log: Log;
  /** These inputs are handled. */
  readonly onHandled: (inputs: ClaimedTurn["inputs"]) => void;
}

/** How they work. */
export interface WorkTools {
  /** Milliseconds that only ever grow, from any start. */
  readonly monotonic: () => number;
  /** Does a piece of work that can be interrupted when we leave. */
  readonly interruptible: (job: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  readonly patiently: Patience;
}
