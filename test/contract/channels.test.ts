import { makeChatDoorChannel } from "../../channels/chat-door.ts";
import { makeSimulatorChannel } from "../../channels/simulator.ts";
import { acsUnderTest, builtIn, metaUnderTest } from "../support/channels-under-test.ts";
import { channelContract } from "./suites/channel.ts";
import { channelFailures } from "./suites/channel-failures.ts";

channelContract("simulator", builtIn(makeSimulatorChannel));
channelContract("chat", builtIn(makeChatDoorChannel));

const acs = "whatsapp-acs";
channelContract(`${acs}, told by Event Grid's schema`, () => acsUnderTest("event-grid"));
channelContract(`${acs}, told by CloudEvents`, () => acsUnderTest("cloud-events"));
channelFailures(acs, () => acsUnderTest("event-grid"));

const meta = "whatsapp-cloud";
channelContract(meta, () => metaUnderTest("async"));
channelFailures(`${meta}, told of its window later`, () => metaUnderTest("async"));
channelFailures(`${meta}, told of its window at once`, () => metaUnderTest("sync"));
