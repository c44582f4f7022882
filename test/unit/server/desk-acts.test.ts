import { expect, test } from "vitest";
import type { ClaimedTurn, InputBody } from "../../../core/ports.ts";
import type { HandoffChange } from "../../../core/handoff.ts";
import type { State } from "../../../graph/state.ts";
import { deskActsOf } from "../../../server/workers/desk-acts.ts";
import { aHandoff } from "../../support/fake-house.ts";

const anInput = (source: string, body: InputBody) =>
  ({ id: "i", seq: 1, source, externalId: "e", door: "desk", attempts: 0, body }) as const;

function acts(
  inputs: ClaimedTurn["inputs"],
  handoffChanges: readonly HandoffChange[] = [],
  isOpen = true,
) {
  const turn = { inputs, handoff: isOpen ? aHandoff() : null } as ClaimedTurn;
  return deskActsOf(turn, { handoffChanges } as State, "Ada").map(({ threadId, body }) => [
    threadId,
    body.act === "mirror" ? `${body.senderName}: ${body.text}` : body.act,
  ]);
}

test("what the customer says and what a colleague says elsewhere is shown, in order", () => {
  const media = { kind: "image" } as const;
  expect(
    acts([
      anInput("whatsapp-acs", { kind: "customer_message", text: "look", media }),
      anInput("desk-api", { kind: "person_message", text: "I see", senderName: "Dana" }),
      anInput("desk", { kind: "person_message", text: "me too", senderName: "Ravi" }),
      anInput("house", { kind: "timer", timer: "queue_wait" }),
    ]),
  ).toEqual([
    ["thread-1", "Ada: (image) look"],
    ["thread-1", "Dana: I see"],
  ]);
});

test("nothing is shown while no handoff is open, but its opening and its end are", () => {
  const said = [anInput("chat", { kind: "customer_message", text: "a person please" })];
  const opening = {
    do: "open",
    threadId: "thread-2",
    kind: "contact_center",
    reason: "asked",
    summary: "",
    offeredTo: null,
  } as const;
  expect(acts(said, [opening], false)).toEqual([["thread-2", "open"]]);
  expect(acts([], [{ do: "close", by: "Dana" }])).toEqual([["thread-1", "close"]]);
  expect(acts([], [{ do: "close", by: "Dana" }], false)).toEqual([]);
});
