import { account } from "../../../provider/commsease/account/resource";
import { calls } from "../../../provider/commsease/calls";
import { chatroom } from "../../../provider/commsease/chatroom/resource";
import { chatroomQueue } from "../../../provider/commsease/chatroom-queue/resource";
import { CommsEaseClient, type CommsEaseConnection } from "../../../provider/commsease/client";
import { superTeam } from "../../../provider/commsease/super-team/resource";
import { team } from "../../../provider/commsease/team/resource";
import { teamMembers } from "../../../provider/commsease/team-members/resource";
import type { Values } from "../../../provider/values/values";
import type { Emulator } from "../../support/emulator";
import { sha256 } from "../../support/sha256";
import { Cloud as AnyCloud, rolesOf, useEmulator, type VendorFacts } from "./cloud";
import type { Scenario as AnyScenario } from "./table";

export { failureOf, type Injected, useWarnings } from "./cloud";
export { account, chatroom, chatroomQueue, superTeam, team, teamMembers };

const commsease: VendorFacts = {
  name: "commsease",
  success: [200],
  serverFault: 500,
  wrongTime: { value: 414, desc: "CurTime is expired" },
  calls,
  looks: new Set([
    "user/getUinfos",
    "team/joinTeams",
    "team/queryDetail",
    "team/query",
    "superteam/joinTeams",
    "superteam/getTinfos",
    "superteam/getTlists",
    "chatroom/queryUserRoomIds",
    "chatroom/getBatch",
    "chatroom/queueList",
  ]),
  absent: [],
  idKeys: ["accid", "tid", "roomid"],
  givenId: /^\d{10,11}$/,
  volatile: new Set([
    ...["createtime", "updatetime", "enterTime", "startTime", "tokenSha256", "tokenIssued"],
    // The ends of mutes depend on the moment of the call.
    ...["tempMuteUntil", "tempMutes", "tagMutes"],
  ]),
};

/** The CommsEase app of an emulator, and runs of the provider against it. */
export class Cloud extends AnyCloud<CommsEaseClient, CommsEaseConnection> {
  constructor(emulator: Emulator) {
    super(emulator, commsease);
  }

  protected connect(changes: Partial<CommsEaseConnection>) {
    const { appKey, appSecret, endpoint } = this.emulator.ready.commsease;
    return new CommsEaseClient({ appKey, appSecret, endpoint, ...changes });
  }

  protected encoded(params: Values): Values {
    const texts = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    return Object.fromEntries(texts);
  }

  people(...accids: string[]): Promise<void> {
    return this.accounts(...accids);
  }

  /** Accounts that somebody else made. */
  async accounts(...accids: string[]): Promise<void> {
    for (const accid of accids) await this.byHand("user/create", { accid });
  }

  async object(id: string): Promise<Values | undefined> {
    const { accounts, teams, superTeams, chatrooms } = await this.emulator.state();
    return { ...accounts, ...teams, ...superTeams, ...chatrooms }[id];
  }

  protected state(): Promise<unknown> {
    return this.emulator.state();
  }

  expectToken(state: Values, object: Values | undefined): void {
    if (state.token !== undefined) expect(sha256(state.token)).toBe(object?.tokenSha256);
  }

  /** Who is in a team, as `accid: role`. */
  async roles(tid: string): Promise<Record<string, string>> {
    const { teams, superTeams } = await this.emulator.state();
    return rolesOf((teams[tid] ?? superTeams[tid]).members);
  }

  async tids(): Promise<string[]> {
    const { teams, superTeams } = await this.emulator.state();
    return Object.keys({ ...teams, ...superTeams });
  }

  async roomids(): Promise<string[]> {
    return Object.keys((await this.emulator.state()).chatrooms);
  }
}

export type Scenario = AnyScenario<Cloud>;

/** One emulator for a test file, emptied before each test. */
export function useCloud(...args: string[]): () => Cloud {
  return useEmulator((emulator) => new Cloud(emulator), args);
}
