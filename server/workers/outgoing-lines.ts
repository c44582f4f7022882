import { splitText } from "../../channels/split-text.ts";
import type { Door } from "../../core/conversation.ts";
import type { ClaimedTurn, OutgoingLine } from "../../core/ports.ts";
import type { State } from "../../graph/state.ts";

type ChannelOf = (door: Door) => { readonly name: string; readonly maxLength: number };

/**
 * The turn's replies as lines of the transcript: an answer leaves by the door of its question, a person's words by the
 * door the customer last used, and what is too long for the channel in several parts.
 */
export function linesOf(turn: ClaimedTurn, state: State, channelOf: ChannelOf): OutgoingLine[] {
  return state.replies.map((reply): OutgoingLine => {
    const door = turn.inputs.find(({ id }) => id === reply.inputId)?.door;
    const channel = channelOf(door === undefined || door === "desk" ? turn.lastDoor : door);
    return {
      inputId: reply.inputId,
      author: reply.author,
      agent: reply.agent,
      senderName: reply.senderName,
      text: reply.text,
      trace: state.traces[reply.inputId] ?? null,
      channel: channel.name,
      parts: splitText(reply.text, channel.maxLength),
      choices: reply.choices,
    };
  });
}
