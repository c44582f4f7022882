import { QUEUE_LIMIT_MS, timerMs } from "../../../core/handoff.ts";
import type { HandoffStatus, HandoffTimer } from "../../../core/handoff.ts";
import type { OpenHandoff } from "../../state.ts";
import type { HumanAct, HumanTurn } from "./turn.ts";
import { closing, stay, systemSays } from "./says.ts";

/** A timer rang: no state of a handoff lasts for ever. A ring that no longer fits the state changes nothing. */
export function timerRings(turn: HumanTurn, timer: HandoffTimer): HumanAct {
  const { handoff, say } = turn;
  if (!handoff || isStale(turn, timer)) return stay(turn);
  if (timer === "queue_wait" && handoff.status === "queued") return stillQueued(turn, handoff);
  if (timer === "person_silent" && handoff.status === "claimed") {
    return {
      say: [systemSays(say.human.requeued)],
      changes: [{ do: "requeue" }],
      handoff: { ...handoff, status: "queued", claimedBy: null, queuedAt: turn.now },
    };
  }
  if (timer === "customer_silent" && (handoff.status === "claimed" || handoff.status === "hold")) {
    return { say: [], changes: [{ do: "wrap_up" }], handoff: { ...handoff, status: "wrap_up" } };
  }
  if (timer === "wrap_up" && handoff.status === "wrap_up") {
    return closing(say.human.closedSilent, "timer");
  }
  return stay(turn);
}

/** What is waited for in each state. */
const TIMER_OF: Readonly<Record<Exclude<HandoffStatus, "closed">, HandoffTimer>> = {
  queued: "queue_wait",
  claimed: "person_silent",
  hold: "customer_silent",
  wrap_up: "wrap_up",
};

/** What was set aside may have been a ring: the clock is set anew, so that the state still ends. */
export function windClock(turn: HumanTurn, handoff: OpenHandoff): HumanAct {
  if (handoff.status === "closed") return stay(turn);
  return { say: [], changes: [{ do: "wait", timer: TIMER_OF[handoff.status] }], handoff };
}

/** Something earlier in this turn set the clock anew; a customer who only wrote again gives the person no more time. */
function isStale({ state }: HumanTurn, timer: HandoffTimer): boolean {
  return state.handoffChanges.some(
    (change) => !(timer === "person_silent" && change.do === "wait" && change.timer === timer),
  );
}

function stillQueued(turn: HumanTurn, handoff: OpenHandoff): HumanAct {
  const waitedMs = turn.now - handoff.queuedAt;
  if (waitedMs >= QUEUE_LIMIT_MS) return closing(turn.say.human.nobodyFree, "timer");
  // Said once, not every ten minutes of a long night.
  const isFirst = waitedMs < 2 * timerMs.queue_wait;
  return {
    say: isFirst ? [systemSays(turn.say.human.stillWaiting)] : [],
    changes: [{ do: "wait", timer: "queue_wait" }],
    handoff,
  };
}
