import type { ReadyInfo } from "../../../emulator/emulator";
import type { Name, Options } from "../../../emulator/probe/commsease/types";
import { commseaseProbe } from "../../../emulator/probe/commsease/vendor";
import { Journal } from "../../../emulator/probe/journal";
import { ProbedCloud } from "./cloud";
import { prove } from "./proof";
import type { Values } from "./values";

const access = ({ commsease }: ReadyInfo) => ({
  endpoints: [commsease.endpoint],
  app: { id: commsease.appKey, secret: commsease.appSecret, admin: "" },
});

function idsOf(objects: unknown, isLeft: (object: Record<string, unknown>) => boolean = () => true): string[] {
  return Object.entries(Object(objects) as Record<string, Record<string, unknown>>).flatMap(([id, one]) =>
    isLeft(one) ? [id] : [],
  );
}

prove({
  vendor: commseaseProbe,
  access,
  tried: { readAfterWriteDelayMs: [0, 1, 300, 1000, 60_000, 600_000] },
  // What an app may have of something leaves room for what a probe makes.
  mixed: {
    readAfterWriteDelayMs: [0, 300, 1000],
    accountQuota: [0, 100],
    joinedTeamLimit: [100, 1000],
    createdTeamLimit: [100, 1000],
    teamSizeMaximum: [10, 200, 10_000],
    superTeamSizeMaximum: [10, 10_000],
    fixedMemberLimit: [100, 1000],
    antispamWord: ["", "forbidden"],
  },
  left: ({ accounts, teams, superTeams, chatrooms }) => ({
    account: idsOf(accounts),
    "account that is not blocked": idsOf(accounts, ({ blocked }) => blocked !== true),
    team: idsOf(teams),
    superTeam: idsOf(superTeams),
    room: idsOf(chatrooms),
    "open chatroom": idsOf(chatrooms, ({ valid }) => valid === true),
  }),
});

const everything = Object.keys(commseaseProbe.settings) as Name[];

async function inCloud(work: (cloud: ProbedCloud<Options, Name>) => Promise<void>): Promise<void> {
  const cloud = await ProbedCloud.start(commseaseProbe, access);
  try {
    await work(cloud);
  } finally {
    await cloud.close();
  }
}

// After all of them, one may have taken back what another did.
test.each([
  ["all", everything],
  ["lengthUnit", ["lengthUnit"]],
  ["blockedAccountCalls", ["blockedAccountCalls"]],
] as [string, Name[]][])("after %s the accounts that stay are blocked, and else as they were made", (_what, names) =>
  inCloud(async (cloud) => {
    await cloud.probe(names);
    const { accounts } = await cloud.state();
    for (const account of Object.values(Object(accounts))) {
      const { accid } = Object(account);
      expect(account).toMatchObject({ name: accid, gender: 1, blocked: true, mute: false, icon: null, props: null });
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

const hard: Values[] = [
  {},
  { lagSeenBy: "all", readAfterWriteDelayMs: 1000, blockedAccountCalls: "refuseAll", sameStateBlock: 417 },
];
test.each(hard)("where %j a second probe takes the accounts of the first, and finds the same", (settings) =>
  inCloud(async (cloud) => {
    await cloud.empty(settings);
    const { findings } = await cloud.probe(everything);
    const { accounts } = await cloud.state();
    const again = await cloud.probe(everything);
    expect(Object.fromEntries(again.findings)).toEqual(Object.fromEntries(findings));
    expect(idsOf((await cloud.state()).accounts)).toEqual(idsOf(accounts));
    expect(again.remaining).toEqual([]);
  }),
);

test("teams and chatrooms are found by their owner though nothing noted them, and others' stay", () =>
  inCloud(async (cloud) => {
    const made = (call: string, params: Record<string, string>) =>
      cloud.control("POST", "call", { vendor: "commsease", call, params });
    for (const accid of ["pimprobep1", "somebody"]) {
      const team = { tname: "t", owner: accid, msg: "m", joinmode: "0" };
      await made("user/create", { accid });
      await made("team/create", { ...team, members: "[]", magree: "0" });
      await made("superteam/create", { ...team, inviteAccids: "[]" });
      await made("chatroom/create", { creator: accid, name: "r" });
    }
    const progress: string[] = [];
    await cloud.probe(["unknownTeam"], { progress: (text) => progress.push(text) });
    expect(progress).toContain("removing 3 objects that an earlier probe left");
    const { teams, superTeams, chatrooms } = await cloud.state();
    const owners = [teams, superTeams].flatMap((all) => Object.values(Object(all)).map((one) => Object(one).owner));
    const open = Object.values(Object(chatrooms)).filter((one) => Object(one).valid);
    expect([...owners, ...open.map((one) => Object(one).creator)]).toEqual(["somebody", "somebody", "somebody"]);
  }));

test("a probe after a killed one uses its accounts, removes the rest newest first, and finds the same", () =>
  inCloud(async (cloud) => {
    const { findings } = await cloud.probe(everything);
    await cloud.empty();
    const by = { vendor: "commsease" };
    const journal = new Journal(cloud.journalPath);
    const app = cloud.access.app.id;
    for (const id of ["pimprobep1", "pimprobep2", "pimprobex0old001"]) {
      await cloud.control("POST", "call", { ...by, call: "user/create", params: { accid: id, name: "half changed" } });
      journal.note({ app, kind: "account", id });
    }
    const team = { tname: "t", owner: "pimprobep1", members: "[]", msg: "m", magree: "0", joinmode: "0" };
    await cloud.control("POST", "call", { ...by, call: "team/create", params: team });
    const [id = ""] = idsOf((await cloud.state()).teams);
    journal.note({ app, kind: "team", id });
    const before = (await cloud.calls()).length;

    const again = await cloud.probe(everything);
    expect(Object.fromEntries(again.findings)).toEqual(Object.fromEntries(findings));
    const removals = (await cloud.calls())
      .slice(before)
      .map(({ call }) => call)
      .filter((call) => call === "team/remove" || call === "user/block");
    // Of the swept: the team, then the account that this probe does not use.
    expect(removals.slice(0, 2)).toEqual(["team/remove", "user/block"]);
    const { accounts } = await cloud.state();
    expect(idsOf(accounts, ({ blocked }) => blocked !== true)).toEqual([]);
  }));

test("where the secret is another's it ends, and says so", () =>
  inCloud(async (cloud) => {
    const app = { ...cloud.access.app, secret: "f".repeat(12) };
    await expect(cloud.probe(["unknownTeam"], { app })).rejects.toThrow("answered 414: app, secret and endpoint");
  }));
