import type { GridEvent } from "../event-grid.ts";
import type { Message, Thread } from "./threads.ts";

const PREFIX = "Microsoft.Communication.";

/** An identity as the service writes it. */
export function identifier(rawId: string) {
  return { rawId, communicationUser: { id: rawId } };
}

const VERB = { Received: "composeTime", Edited: "editTime", Deleted: "deleteTime" } as const;

/**
 * What Event Grid tells about a message: once for the thread, whoever wrote it, and once for every participant but the
 * sender.
 */
export function messageEvents(
  what: keyof typeof VERB,
  { id: threadId, participants }: Thread,
  message: Message,
): GridEvent[] {
  const { id: messageId, sender, version } = message;
  const body = what === "Deleted" ? {} : { messageBody: message.content?.message };
  const common = {
    ...body,
    messageId,
    metadata: message.metadata,
    senderDisplayName: message.senderDisplayName,
    senderCommunicationIdentifier: identifier(sender),
    composeTime: message.createdOn,
    [VERB[what]]: message.editedOn ?? message.deletedOn ?? message.createdOn,
    // Events begin it with a capital, the REST service does not.
    type: message.type === "html" ? "Html" : "Text",
    threadId,
    transactionId: `transaction/${messageId}.1`,
  };
  const subject = `thread/${threadId}/sender/${sender}`;
  const inThread = {
    type: `${PREFIX}ChatMessage${what}InThread`,
    subject,
    data: { ...common, version },
  };
  const others = [...participants.keys()].filter((rawId) => rawId !== sender);
  const perUser = others.map((rawId) => ({
    type: `${PREFIX}ChatMessage${what}`,
    subject: `${subject}/recipient/${rawId}`,
    data: {
      ...common,
      version: Number(version),
      senderId: sender,
      recipientId: rawId,
      recipientCommunicationIdentifier: identifier(rawId),
    },
  }));
  return [inThread, ...perUser];
}

/** What Event Grid tells when somebody joins or leaves. */
export function participantEvents(
  what: "Added" | "Removed",
  thread: Thread,
  {
    who,
    name,
    by,
  }: { readonly who: string; readonly name: string | undefined; readonly by: string },
): GridEvent[] {
  const participant = { displayName: name, participantCommunicationIdentifier: identifier(who) };
  const data = {
    time: thread.changedOn,
    [what === "Added" ? "addedByCommunicationIdentifier" : "removedByCommunicationIdentifier"]:
      identifier(by),
    [what === "Added" ? "participantAdded" : "participantRemoved"]: participant,
    createTime: thread.createdOn,
    version: thread.version,
    threadId: thread.id,
    transactionId: `transaction/${thread.version}`,
  };
  const direction = what === "Added" ? "AddedToThreadWithUser" : "RemovedFromThreadWithUser";
  const perUser = [...new Set([...thread.participants.keys(), who])].map((recipient) => ({
    type: `${PREFIX}ChatParticipant${direction}`,
    subject: `thread/${thread.id}/participant/${who}/recipient/${recipient}`,
    data: { ...data, version: Number(thread.version), recipientId: recipient },
  }));
  const subject = `thread/${thread.id}/participant/${who}`;
  return [{ type: `${PREFIX}ChatThreadParticipant${what}`, subject, data }, ...perUser];
}

/** What Event Grid tells about the thread as a whole. */
export function threadEvents(
  what: "Created" | "Deleted" | "PropertiesUpdated",
  thread: Thread,
  by: string,
): GridEvent[] {
  const { id: threadId, createdOn: createTime, changedOn, version, topic, metadata } = thread;
  const who = {
    Created: { createdByCommunicationIdentifier: identifier(by) },
    Deleted: { deletedByCommunicationIdentifier: identifier(by), deleteTime: changedOn },
    PropertiesUpdated: { updatedByCommunicationIdentifier: identifier(by), updateTime: changedOn },
  }[what];
  const data = { ...who, createTime, version, threadId, metadata, properties: { topic } };
  const perUser = {
    Created: "ChatThreadCreatedWithUser",
    Deleted: "ChatThreadWithUserDeleted",
    PropertiesUpdated: "ChatThreadPropertiesUpdatedPerUser",
  }[what];
  const subject = `thread/${threadId}`;
  const told = [...thread.participants.keys()].map((rawId) => ({
    type: PREFIX + perUser,
    subject: `${subject}/recipient/${rawId}`,
    data: { ...data, version: Number(version), recipientId: rawId },
  }));
  return [{ type: `${PREFIX}ChatThread${what}`, subject, data }, ...told];
}

/** What Event Grid tells while somebody writes. */
export function typingEvent({ id: threadId }: Thread, sender: string): GridEvent {
  return {
    type: `${PREFIX}ChatTypingIndicatorReceivedInThread`,
    subject: `thread/${threadId}/sender/${sender}`,
    data: { threadId, senderCommunicationIdentifier: identifier(sender) },
  };
}
