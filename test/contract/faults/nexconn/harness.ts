import { calls } from "../../../../provider/nexconn/calls";
import { NexconnClient, type NexconnConnection } from "../../../../provider/nexconn/client";
import type { Values } from "../../../../provider/values/values";
import type { Emulator } from "../../../support/emulator";
import { sha256 } from "../../../support/sha256";
import { Cloud, useEmulator, type VendorFacts } from "../cloud";
import type { Scenario as AnyScenario } from "../table";

const nexconn: VendorFacts = {
  name: "nexconn",
  success: [0, 200],
  serverFault: 1000,
  wrongTime: { value: 1004, desc: "timestamp" },
  calls,
  looks: new Set([
    "profanity-word/list",
    "user/get",
    "group-channel/profile/list",
    "group-channel/member/list",
    "open-channel/get",
  ]),
  absent: [400, 23410, 25410],
  idKeys: ["userId", "channelId", "appId"],
  // What belongs to the app as a whole has the App Key for an id.
  givenId: /^nexconn-emulator-key$/,
  volatile: new Set([
    ...["createdAt", "updatedAt", "joinedAt", "mutedAt", "tokens", "tokensValidFrom", "version"],
    // The ends of bans and mutes, and what a soft delete takes, depend on the moment of the call.
    ...["bannedUntil", "until", "requestedAt", "dueAt", "restoreDueAt"],
  ]),
};

/** The Nexconn app of an emulator, and runs of the provider against it. */
export class NexconnCloud extends Cloud<NexconnClient, NexconnConnection> {
  constructor(emulator: Emulator) {
    super(emulator, nexconn);
  }

  protected connect(changes: Partial<NexconnConnection>) {
    const { appKey, appSecret, endpoints } = this.emulator.ready.nexconn;
    return new NexconnClient({ appKey, appSecret, endpoints, ...changes });
  }

  protected encoded(params: Values): Values {
    return params;
  }

  /** Users that somebody else registered. */
  async people(...userIds: string[]): Promise<void> {
    for (const userId of userIds) await this.byHand("auth/access-token/issue", { userId, name: userId });
  }

  async object(id: string): Promise<Values | undefined> {
    const { users, groups, openChannels, profanityWords } = await this.emulator.nexconn.state();
    const words = { [this.emulator.ready.nexconn.appKey]: profanityWords };
    return { ...users, ...groups, ...openChannels, ...words }[id];
  }

  protected state(): Promise<unknown> {
    return this.emulator.nexconn.state();
  }

  expectToken(state: Values, object: Values | undefined): void {
    if (!state.accessToken) return;
    const tokens = object?.tokens as { sha256: string }[] | undefined;
    const hashes = tokens?.map((token) => token.sha256);
    expect(hashes).toContain(sha256(state.accessToken));
  }
}

export type Scenario = AnyScenario<NexconnCloud>;

/** One emulator for a test file, emptied before each test. */
export function useNexconn(...args: string[]): () => NexconnCloud {
  return useEmulator((emulator) => new NexconnCloud(emulator), args);
}
