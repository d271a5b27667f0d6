import type { ReadyInfo } from "../../../emulator/emulator";
import { COMMUNITY } from "../../../emulator/probe/tencent/kinds";
import type { Name, Options } from "../../../emulator/probe/tencent/types";
import { untellable } from "../../../emulator/probe/tencent/untellable";
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

async function inCloud(work: (cloud: ProbedCloud<Options, Name>) => Promise<void>): Promise<void> {
  const cloud = await ProbedCloud.start(tencentProbe, access);
  try {
    await work(cloud);
  } finally {
    await cloud.close();
  }
}

// After all of them, one may have taken back what another did.
test.each([
  ["all", everything],
  ["importOfExisting", ["importOfExisting"]],
  ["readAfterWriteDelayMs", ["readAfterWriteDelayMs"]],
] as [string, Name[]][])("after %s the accounts that stay are as they were made", (_what, names) =>
  inCloud(async (cloud) => {
    await cloud.probe(names);
    const { accounts } = await cloud.state();
    for (const account of Object.values(Object(accounts))) {
      const { profile, C2CmsgNospeakingUntil, GroupmsgNospeakingUntil } = Object(account);
      expect(Object.values(profile).filter((value) => value !== "")).toEqual([]);
      expect([C2CmsgNospeakingUntil, GroupmsgNospeakingUntil]).toEqual([0, 0]);
    }
  }),
);

test("what experiments share tells the same in whatever order it is used", () =>
  inCloud(async (cloud) => {
    const { findings } = await cloud.probe(everything);
    await cloud.empty();
    const reversed = await cloud.probe([...everything].reverse());
    expect(Object.fromEntries(reversed.findings)).toEqual(Object.fromEntries(findings));
  }));

test("whom an experiment muted, no other sees muted", () =>
  inCloud(async (cloud) => {
    const { findings } = await cloud.probe(["permanentMuteRead", "muteNonMember", "emptyLists"]);
    expect(findings.get("emptyLists")).toEqual({ value: "empty" });
  }));

test("a lag that keeps even a new account from writes for minutes is untold for its length", () =>
  inCloud(async (cloud) => {
    await cloud.empty({ readAfterWriteDelayMs: 600_000, lagSeenBy: "all" });
    const { findings } = await cloud.probe(["readAfterWriteDelayMs"]);
    expect(findings.get("readAfterWriteDelayMs")).toEqual({ untold: untellable.readAfterWriteDelayMs?.because });
  }));

test.each([
  [0, 0],
  [0, 3000],
  [7, 0],
  [7, 3000],
])("an id in use for %i seconds is told exactly where calls take their time, with a lag of %i ms", (seconds, lag) =>
  inCloud(async (cloud) => {
    await cloud.empty({ destroyedGroupIdSeconds: seconds, readAfterWriteDelayMs: lag, lagSeenBy: "all" });
    const { findings } = await cloud.onLongWay(() => cloud.probe(["destroyedGroupIdSeconds"]));
    expect(findings.get("destroyedGroupIdSeconds")).toEqual({ value: seconds });
  }),
);

test.each([
  ["communityFeature", ["takenTopicId", "communityPage", "communitySizeMaximum"]],
  ["banFeature", ["addBanned", "banTypes"]],
  ["accountDeletion", ["deletedAccountId"]],
  ["counterFeature", ["counterMode"]],
] as [Name, Name[]][])("without %s it is said that the console alone gives it", (feature, names) =>
  inCloud(async (cloud) => {
    await cloud.empty({ [feature]: false });
    const { findings } = await cloud.probe(names);
    for (const name of names)
      expect(findings.get(name)).toEqual({
        untold: expect.stringMatching(`hidden by ${feature} = false: needs the console, which alone gives an app `),
      });
  }),
);

test.each([0, 250, 500, 750])("it is told exactly where a probe comes to it %i ms into a second", (start) =>
  inCloud(async (cloud) => {
    await cloud.empty({ destroyedGroupIdSeconds: 7 });
    await cloud.time.sleep(1000 - (cloud.time.now() % 1000) + start);
    const { findings } = await cloud.onTheWay(
      async (send, url) => {
        // Longer than the way of what destroyed the group.
        if (url.includes("/create_group")) await cloud.time.sleep(300);
        return send();
      },
      () => cloud.probe(["destroyedGroupIdSeconds"]),
    );
    expect(findings.get("destroyedGroupIdSeconds")).toEqual({ value: 7 });
  }),
);

test("groups and communities are found by name though the file that noted them is gone, and others' stay", () =>
  inCloud(async (cloud) => {
    const create = (GroupId: string, Type: string) =>
      cloud.control("POST", "call", {
        vendor: "tencent",
        call: "group_open_http_svc/create_group",
        params: { GroupId, Type, Name: "p" },
      });
    for (const id of ["pimprobex0abc001", "pimprobe", "apimprobex0abc001"]) await create(id, "Public");
    for (const id of ["pimprobex0abc002", "apimprobex0abc002"]) await create(COMMUNITY + id, "Community");
    const progress: string[] = [];
    await cloud.probe(["unknownCommand"], { progress: (text) => progress.push(text) });
    expect(progress).toContain("removing 2 objects that an earlier probe left");
    const { groups } = await cloud.state();
    expect(Object.keys(Object(groups)).sort()).toEqual([
      `${COMMUNITY}apimprobex0abc002`,
      "apimprobex0abc001",
      "pimprobe",
    ]);
  }));

test.each([
  ["the secret is another's", { secret: "f".repeat(64) }, /answered 70009: app, secret and endpoint/],
  ["the account is no admin", { admin: "somebody" }, /answered 60010: app, secret and endpoint/],
])("where %s it ends, and says so", (_what, change, message) =>
  inCloud(async (cloud) => {
    const app = { ...cloud.access.app, ...change };
    await expect(cloud.probe(["unknownCommand"], { app })).rejects.toThrow(message);
  }),
);

test("an app whose id is no number is refused before any call", () =>
  inCloud(async (cloud) => {
    const app = { ...cloud.access.app, id: "my-app" };
    expect(() => cloud.probe(["unknownCommand"], { app })).toThrow(
      "--app is the SDKAppID of the app, a number, not my-app",
    );
    expect(await cloud.calls()).toEqual([]);
  }));
