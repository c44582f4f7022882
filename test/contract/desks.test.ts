import { makeAcsChatDesk } from "../../channels/acs-chat/desk.ts";
import { makeBuiltInDesk } from "../../channels/desk.ts";
import { makeLog } from "../../core/log.ts";
import { startAcsChat } from "../support/emulators/acs-chat/index.ts";
import type { Call } from "../support/emulators/https-server.ts";
import { aDeskContract, aDistantDeskContract } from "./suites/a-desk.ts";

const asks =
  (method: string, path: RegExp) =>
  ({ method: asked, url }: Call): boolean =>
    asked === method && path.test(url.pathname);

const CLOSES = {
  close: asks("PATCH", /^\/chat\/threads\/[^/]+$/),
  delete: asks("DELETE", /^\/chat\/threads\/[^/]+$/),
};

async function acsChat(atEnd: "close" | "delete") {
  const chat = await startAcsChat();
  const { connectionString, ownRawId: identity, accessKey, calls } = chat;
  const log = makeLog("silent");
  const clock = Date.now;
  return {
    desk: makeAcsChatDesk({ connectionString, identity, people: [], atEnd, clock, log }),
    service: {
      ...chat,
      threads: () => chat.threads.map(({ id }) => id),
      acts: {
        open: asks("POST", /^\/chat\/threads$/),
        mirror: asks("POST", /\/messages$/),
        close: CLOSES[atEnd],
      },
      secrets: () => [
        accessKey,
        ...calls.map(({ headers }) => headers.authorization!.replace("Bearer ", "")),
      ],
    },
    stop: chat.stop,
  };
}

aDeskContract("built-in", () =>
  Promise.resolve({ desk: makeBuiltInDesk(), stop: () => Promise.resolve() }),
);
for (const atEnd of ["close", "delete"] as const) {
  const name = `ACS chat, ${atEnd} at the end`;
  aDeskContract(name, () => acsChat(atEnd));
  aDistantDeskContract(name, () => acsChat(atEnd));
}
