/** What a conversation keeps of an address that belongs to somebody else now: its own id behind it, so that nobody is found there. */
export function retiredAddress(address: string, conversationId: string): string {
  return `${address}#${conversationId}`;
}

/** Has this conversation lost its address? */
export function isRetired(address: string, conversationId: string): boolean {
  return address.endsWith(`#${conversationId}`);
}

/** An address as people read it. */
export function shownAddress(address: string, conversationId: string): string {
  return isRetired(address, conversationId)
    ? address.slice(0, -retiredAddress("", conversationId).length)
    : address;
}
