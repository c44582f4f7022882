import { splitText } from "../../channels/split-text.ts";
import type { Template } from "../../core/channel.ts";
import type { Door, Language } from "../../core/conversation.ts";
import type { ClaimedTurn, OutgoingLine } from "../../core/ports.ts";
import type { Customer } from "../../core/records.ts";
import type { State } from "../../graph/state.ts";

/** Longest text beside a file, in UTF-16 code units; both WhatsApp providers stop here. */
const MAX_CAPTION = 1_024;

export interface LineParts {
  /** The channel of a door, and how long its messages may be. */
  readonly channelOf: (door: Door) => { readonly name: string; readonly maxLength: number };
  /** The template that invites a customer to write again; undefined when none is registered for the language. */
  readonly templateFor: (language: Language, customer: Customer | null) => Template | undefined;
}

interface Thought {
  readonly turn: ClaimedTurn;
  readonly state: State;
  readonly customer: Customer | null;
}

/**
 * The turn's replies as lines of the transcript: an answer leaves by the door of its question, a person's words by the
 * door the customer last used, and what is too long for the channel in several parts.
 */
export function linesOf(
  { turn, state, customer }: Thought,
  { channelOf, templateFor }: LineParts,
): OutgoingLine[] {
  return state.replies.map((reply): OutgoingLine => {
    const door = turn.inputs.find(({ id }) => id === reply.inputId)?.door;
    const channel = channelOf(door === undefined || door === "desk" ? turn.lastDoor : door);
    const { file, templateLanguage } = reply;
    return {
      inputId: reply.inputId,
      author: reply.author,
      agent: reply.agent,
      senderName: reply.senderName,
      text: reply.text,
      trace: state.traces[reply.inputId] ?? null,
      channel: channel.name,
      parts: splitText(reply.text, file ? MAX_CAPTION : channel.maxLength),
      choices: reply.choices,
      file,
      template: templateLanguage && templateFor(templateLanguage, customer),
    };
  });
}
