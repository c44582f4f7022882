import { makeRequestHandoff } from "./request-handoff.ts";

/** What an agent may do to bring in people. */
export function makeHandoffManager() {
  return { requestHandoff: makeRequestHandoff() };
}
