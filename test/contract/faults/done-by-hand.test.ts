import { isDeepStrictEqual } from "node:util";
import { definitions } from "../../../provider/dynamic";
import { isImportable } from "../../../provider/resource/guide";
import type { Values } from "../../../provider/values/values";
import { demandedOf } from "../../support/arbitrary-of";
import { definitionOf } from "../../support/kinds";
import { ours } from "../../support/marks";
import type { Cloud as AnyCloud } from "./cloud";
import { useCloud, useWarnings } from "./harness";
import { useNexconn } from "./nexconn/harness";
import { useTencent } from "./tencent/harness";

const clouds = { commsease: useCloud(), nexconn: useNexconn(), tencent: useTencent() };
const warnings = useWarnings();

type Vendor = keyof typeof clouds;

const cloudOf = (kind: string): AnyCloud => clouds[kind.split(":")[0] as Vendor]();

/** The id of an object of a kind that another one needs. */
async function made(kind: string, inputs: Values): Promise<string> {
  const { id, failure } = await cloudOf(kind).create(definitionOf(kind), inputs);
  if (failure) throw failure;
  return id;
}

const people = (vendor: Vendor) => clouds[vendor]().people("olga", "ann");
const room = () => made("commsease:Chatroom", { creator: "olga", name: "Lobby" });
const channel = () => made("nexconn:OpenChannel", { channelId: "lobby" });
const crew = () => made("tencent:Group", { Type: "Public", GroupId: "crew", Name: "Crew", Owner_Account: "olga" });

/**
 * As little of a kind as there can be, whatever its delete acts on included. A kind that is not here has what its guide shows of
 * what is demanded, which is enough where nothing else has to be there first.
 */
const least: Record<string, () => Promise<Values> | Values> = {
  "commsease:Account": () => ({ accid: "svc" }),
  "commsease:Team": () => ({ tname: "Crew", owner: "olga" }),
  "commsease:SuperTeam": () => ({ tname: "Hall", owner: "olga" }),
  "commsease:Chatroom": () => ({ creator: "olga", name: "Lobby" }),
  "commsease:TeamMembers": async () => ({
    tid: await made("commsease:Team", { tname: "Crew", owner: "olga" }),
    members: ["ann"],
  }),
  "commsease:ChatroomRoles": async () => ({ roomid: await room(), members: { ann: { manager: true } } }),
  "commsease:ChatroomQueue": async () => ({ roomid: await room(), elements: [{ key: "a", value: "1" }] }),
  "nexconn:User": () => ({ userId: "svc", name: "Desk" }),
  "nexconn:GroupChannel": () => ({ channelId: "crew", name: "Crew", owner: "olga" }),
  "nexconn:OpenChannel": () => ({ channelId: "lobby" }),
  "nexconn:GroupMembers": async () => ({
    channelId: await made("nexconn:GroupChannel", { channelId: "crew", name: "Crew", owner: "olga" }),
    members: ["ann"],
  }),
  "nexconn:OpenChannelMetadata": async () => ({ channelId: await channel(), metadata: { topic: "games" } }),
  "nexconn:ProfanityWords": () => ({ words: ["spam"] }),
  "tencent:Account": () => ({ UserID: "svc" }),
  "tencent:Group": () => ({ Type: "Public", GroupId: "crew", Name: "Crew" }),
  "tencent:GroupMembers": async () => ({ GroupId: await crew(), MemberList: ["ann"] }),
  "tencent:GroupAttributes": async () => ({ GroupId: await crew(), GroupAttr: { phase: "beta" } }),
  "tencent:Topic": async () => ({
    GroupId: await made("tencent:Group", {
      Type: "Community",
      GroupId: "@TGS#_shop",
      Name: "Shop",
      Owner_Account: "olga",
      SupportTopic: 1,
    }),
    TopicName: "News",
  }),
};

/** Every kind whose delete does anything. */
const kinds = definitions.filter(({ guide }) => isImportable(guide.import)).map(({ kind }) => kind);

test("every kind that has an entry is one of these", () => {
  expect(kinds).toEqual(expect.arrayContaining(Object.keys(least)));
});

describe("what a delete does, done by somebody else", () => {
  test.each(kinds)("is told by a refresh: %s", async (kind) => {
    const cloud = cloudOf(kind);
    const definition = definitionOf(kind);
    await people(kind.split(":")[0] as Vendor);
    const inputs = (await least[kind]?.()) ?? demandedOf(definition);
    await cloud.newRun();
    const before = await cloud.create(definition, inputs);
    expect(before.failure).toBeUndefined();
    await cloud.newRun();
    const { inputs: declared = {} } = (await cloud.read(definition, before)) ?? {};
    expect(warnings()).toEqual([]);

    await cloud.newRun();
    await cloud.remove(definition, before);
    await cloud.newRun();
    // What the delete itself says is not what the refresh says.
    warnings();
    const found = await cloud.read(definition, before);
    const isShown = found === undefined || !isDeepStrictEqual(found.inputs, declared);
    expect({ isShown, warned: warnings().length }).not.toEqual({ isShown: false, warned: 0 });
  });
});

describe("an account that is blocked", () => {
  const blocked = async () => {
    const cloud = clouds.commsease();
    await cloud.people("svc");
    await cloud.byHand("user/block", { accid: "svc" });
    warnings();
    return cloud;
  };
  const account = definitionOf("commsease:Account");
  const mark = ours;

  test("is told when it is adopted, and stays so", async () => {
    const cloud = await blocked();
    const { failure } = await cloud.create(account, { accid: "svc", adopt: true, mark });
    expect(failure).toBeUndefined();
    expect(await cloud.object("svc")).toMatchObject({ blocked: true });
    expect(warnings()).toEqual([
      expect.stringMatching(/^warning: commsease account svc is blocked.*declare `block: false` and run/),
    ]);
  });

  test("is no news where that is declared, one way or the other", async () => {
    const cloud = await blocked();
    const kept = await cloud.create(account, { accid: "svc", adopt: true, mark, block: true });
    await cloud.newRun();
    await cloud.read(account, kept);
    const opened = await cloud.update(account, kept, { accid: "svc", adopt: true, mark, block: false });
    expect(opened.failure).toBeUndefined();
    expect(await cloud.object("svc")).toMatchObject({ blocked: false });
    expect(warnings()).toEqual([]);
  });

  test("is told by an update that the vendor refuses for that, too", async () => {
    const cloud = clouds.commsease();
    const before = await cloud.create(account, { accid: "svc", mark });
    await cloud.byHand("user/block", { accid: "svc" });
    await cloud.newRun();
    const { failure } = await cloud.update(account, before, { accid: "svc", mark, mute: true });
    expect(failure).toBeDefined();
    expect(warnings()).toEqual([expect.stringContaining("declare `block: false` and run")]);
    await cloud.newRun();
    const advised = await cloud.update(account, before, { accid: "svc", mark, mute: true, block: false });
    expect(advised.failure).toBeUndefined();
    expect(await cloud.object("svc")).toMatchObject({ blocked: false, mute: true });
  });
});
