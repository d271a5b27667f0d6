import { calls } from "../../../../provider/tencent/calls";
import { TencentClient, type TencentConnection } from "../../../../provider/tencent/client";
import type { Values } from "../../../../provider/values/values";
import type { Emulator } from "../../../support/emulator";
import { Cloud, useEmulator, type VendorFacts } from "../cloud";
import type { Scenario as AnyScenario } from "../table";

const tencent: VendorFacts = {
  name: "tencent",
  success: [0],
  serverFault: 10002,
  wrongTime: { value: 70001, desc: "UserSig expired" },
  calls,
  looks: new Set([
    "group_open_http_svc/get_group_info",
    "group_open_http_svc/get_joined_group_list",
    "million_group_open_http_svc/get_topic",
  ]),
  absent: [10010, 10015, 110003],
  idKeys: ["UserID", "TopicId", "GroupId", "appId"],
  givenId: /^@TGS#/,
  volatile: new Set([
    "CreateTime",
    "LastInfoTime",
    "InfoSeq",
    "JoinTime",
    "kicked",
    "deletedAccounts",
    "destroyedGroups",
    "serial",
    "userSig",
  ]),
};

/** The Tencent IM app of an emulator, and runs of the provider against it. */
export class TencentCloud extends Cloud<TencentClient, TencentConnection> {
  constructor(emulator: Emulator) {
    super(emulator, tencent);
  }

  protected connect(changes: Partial<TencentConnection>) {
    const { endpoint, sdkAppId, secretKey, admin } = this.emulator.ready.tencent;
    return new TencentClient({ sdkAppId, secretKey, admin, endpoints: [endpoint], ...changes });
  }

  protected encoded(params: Values): Values {
    return params;
  }

  /** Accounts that somebody else imported. */
  async people(...ids: string[]): Promise<void> {
    for (const UserID of ids) await this.byHand("im_open_login_svc/account_import", { UserID });
  }

  async object(id: string): Promise<Values | undefined> {
    const { accounts, groups } = await this.emulator.tencent.state();
    const topics = Object.values(groups as Record<string, { topics: Values }>).map((group) => group.topics);
    return Object.assign({}, accounts, groups, ...topics)[id];
  }

  protected state(): Promise<unknown> {
    return this.emulator.tencent.state();
  }

  /** A UserSig is not known to the vendor before it is used; that it works is tested by itself. */
  expectToken(): void {}
}

export type Scenario = AnyScenario<TencentCloud>;

/** One emulator for a test file, emptied before each test. */
export function useTencent(...args: string[]): () => TencentCloud {
  return useEmulator((emulator) => new TencentCloud(emulator), args);
}
