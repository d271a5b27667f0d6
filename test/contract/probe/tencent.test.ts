import type { ReadyInfo } from "../../../emulator/emulator";
import { COMMUNITY } from "../../../emulator/probe/tencent/kinds";
import type { Name } from "../../../emulator/probe/tencent/types";
import { tencentProbe } from "../../../emulator/probe/tencent/vendor";
import { ProbedCloud } from "./cloud";
import { prove } from "./proof";

const access = ({ tencent }: ReadyInfo) => ({
  endpoints: [tencent.endpoint],
  app: { id: String(tencent.sdkAppId), secret: tencent.secretKey, admin: tencent.admin },
});

prove({
  vendor: tencentProbe,
  access,
  tried: {
    readAfterWriteDelayMs: [0, 1, 300, 1000, 60_000, 600_000],
    destroyedGroupIdSeconds: [0, 1, 2, 7, 100, 180, 181, 10_000_000],
  },
  mixed: {
    readAfterWriteDelayMs: [0, 300, 1000],
    admins: ["administrator", "administrator,another"],
    antispamWord: ["", "forbidden"],
    profileCustomTags: ["", "*"],
    groupCustomKeys: ["", "*", "Public:key"],
    memberCustomKeys: ["", "*"],
    accountQuota: [0, 100],
    groupQuota: [0, 100],
    avChatRoomQuota: [0, 10],
    dailyGroupQuota: [0, 1000],
    joinedGroupQuota: [0, 50],
    destroyedGroupIdSeconds: [0, 20, 400],
  },
  left({ accounts, groups }) {
    const ids = Object.keys(Object(groups));
    return {
      person: Object.keys(Object(accounts)),
      group: ids.filter((id) => !id.startsWith(COMMUNITY)),
      community: ids.filter((id) => id.startsWith(COMMUNITY)),
    };
  },
});

const everything = Object.keys(tencentProbe.settings) as Name[];

// After all of them, one may have taken back what another did.
test.each([
  ["all", everything],
  ["importOfExisting", ["importOfExisting"]],
] as [string, Name[]][])("after %s the accounts that stay are as they were made", async (_what, names) => {
  const cloud = await ProbedCloud.start(tencentProbe, access);
  try {
    await cloud.probe(names);
    const { accounts } = await cloud.state();
    for (const account of Object.values(Object(accounts))) {
      const { profile, C2CmsgNospeakingUntil, GroupmsgNospeakingUntil } = Object(account);
      expect(Object.values(profile).filter((value) => value !== "")).toEqual([]);
      expect([C2CmsgNospeakingUntil, GroupmsgNospeakingUntil]).toEqual([0, 0]);
    }
  } finally {
    await cloud.close();
  }
});
