import { definitions } from "../../provider/dynamic";
import type { Emulator } from "../support/emulator";
import { expectEntries } from "../support/kinds";
import type { Project } from "../support/project";
import { useStack } from "../support/stack";

/** The resource that a program declares of each kind with a mode. */
const kinds: Record<string, string> = {
  team: "commsease:Team",
  hall: "commsease:SuperTeam",
  roles: "commsease:ChatroomRoles",
  queue: "commsease:ChatroomQueue",
  group: "nexconn:GroupChannel",
  metadata: "nexconn:OpenChannelMetadata",
  words: "nexconn:ProfanityWords",
  crew: "tencent:Group",
  attributes: "tencent:GroupAttributes",
  crowd: "Team",
  entries: "ChatroomEntries",
};

/** Every set with a mode, of every kind: Ann is declared throughout, Ben at first, and Dan only ever comes by hand. */
describe("sets with a mode", () => {
  let emulator: Emulator;
  let project: Project;
  let roomid: string;

  const tencent = (call: string, body: object) =>
    emulator.tencent.mustVendor(call.includes("/") ? call : `group_open_http_svc/${call}`, { ...body });
  const nexconn = (call: string, params: object) => emulator.nexconn.mustVendor(call, { ...params });

  useStack(
    "membership-modes",
    async (stack) => {
      ({ emulator, project } = stack);
      const people = ["olga", "ann", "ben", "dan", "eve"];
      for (const accid of people) await emulator.mustVendor("user/create", { accid });
      for (const userId of people) await nexconn("auth/access-token/issue", { userId, name: userId });
      for (const UserID of people) await tencent("im_open_login_svc/account_import", { UserID });
      roomid = String((await emulator.mustVendor("chatroom/create", { creator: "olga", name: "R" })).chatroom.roomid);
      await nexconn("open-channel/create", { channelId: "lobby" });
      await nexconn("open-channel/create", { channelId: "stage" });
      await tencent("create_group", { GroupId: "live", Type: "AVChatRoom", Name: "Live" });
    },
    {
      connections: (one) => ({
        default: one.connection,
        nexconn: one.nexconn.connection,
        tencent: one.tencent.connection,
      }),
    },
  );

  function declare(names: string[], membership?: string): void {
    const map = (value: unknown) => JSON.stringify(Object.fromEntries(names.map((name) => [name, value])));
    const mode = membership ? `, membership: "${membership}"` : "";
    const at = (connection: string) => `connection: "${connection}"${mode}`;
    const members = map({});
    project.program(`import { commsease, nexconn, tencent, Team, ChatroomEntries } from "pulumi-im";
      new commsease.Team("team", { tname: "T", owner: "olga", members: ${members}${mode} });
      new commsease.SuperTeam("hall", { tname: "H", owner: "olga", beinvitemode: 1, tlevel: 100, members: ${members}${mode} });
      new commsease.ChatroomRoles("roles", { roomid: "${roomid}", members: ${members}${mode} });
      new commsease.ChatroomQueue("queue", { roomid: "${roomid}", elements: ${JSON.stringify(names.map((key) => ({ key, value: "x" })))}${mode} });
      new nexconn.GroupChannel("group", { channelId: "group", name: "G", owner: "olga", members: ${members}, ${at("nexconn")} });
      new nexconn.OpenChannelMetadata("metadata", { channelId: "lobby", metadata: ${map("x")}, ${at("nexconn")} });
      new nexconn.ProfanityWords("words", { words: ${members}, ${at("nexconn")} });
      new tencent.Group("crew", { Type: "Public", GroupId: "crew", Name: "C", Owner_Account: "olga",
        MemberList: ${members}, MutedAccountList: ${members}, ${at("tencent")} });
      new tencent.GroupAttributes("attributes", { GroupId: "live", GroupAttr: ${map("x")}, ${at("tencent")} });
      new Team("crowd", { name: "P", owner: "olga", teamId: "crowd", members: ${members}, ${at("nexconn")} });
      new ChatroomEntries("entries", { chatroomId: "stage", entries: ${map("x")}, ${at("nexconn")} });`);
  }

  async function comesByHand(name: string): Promise<void> {
    const { teams, superTeams } = await emulator.state();
    const byOlga = { owner: "olga", msg: "by hand", magree: 0 };
    const [tid] = Object.keys(teams);
    const [superTid] = Object.keys(superTeams);
    await emulator.mustVendor("team/add", { ...byOlga, tid, members: [name] });
    await emulator.mustVendor("superteam/invite", {
      owner: "olga",
      msg: "by hand",
      tid: superTid,
      inviteAccids: [name],
    });
    await emulator.mustVendor("chatroom/setMemberRole", {
      ...{ roomid, operator: "olga", target: name, opt: 2, optvalue: true },
    });
    await emulator.mustVendor("chatroom/queueOffer", { roomid, key: name, value: "x" });
    for (const channelId of ["group", "crowd"]) await nexconn("group-channel/join", { channelId, userIds: [name] });
    for (const channelId of ["lobby", "stage"]) {
      await nexconn("open-channel/metadata/batch/set", {
        channelId,
        metadataOwnerId: "olga",
        metadata: { [name]: "x" },
      });
    }
    await nexconn("profanity-word/batch/add", { words: [{ word: name }] });
    await tencent("add_group_member", { GroupId: "crew", MemberList: [{ Member_Account: name }] });
    await tencent("forbid_send_msg", { GroupId: "crew", Members_Account: [name], MuteTime: 4294967295 });
    await tencent("modify_group_attr", { GroupId: "live", GroupAttr: [{ key: name, value: "x" }] });
  }

  /** Who is in each set, the owner left out. */
  async function sets(): Promise<Record<string, string>> {
    const state = await emulator.state();
    const { groups, openChannels, profanityWords } = await emulator.nexconn.state();
    const { crew, live } = (await emulator.tencent.state()).groups;
    const room = await emulator.chatroom(roomid);
    const roles = Object.entries<{ role: string }>(room.members).filter(([, { role }]) => role === "common");
    const names = (map: object) =>
      Object.keys(map)
        .filter((name) => name !== "olga" && name !== "pulumi-im")
        .sort()
        .join(" ");
    const only = (all: Record<string, { members: object }>) => names(Object.values(all)[0]?.members ?? {});
    return {
      team: only(state.teams),
      hall: only(state.superTeams),
      roles: names(Object.fromEntries(roles)),
      queue: names(Object.fromEntries(room.queue.elements.map(({ key }: { key: string }) => [key, true]))),
      group: names(groups.group.members),
      metadata: names(openChannels.lobby.metadata),
      words: names(profanityWords),
      crew: names(crew.members),
      mutes: names(crew.mutes),
      attributes: names(live.attributes),
      crowd: names(groups.crowd.members),
      entries: names(openChannels.stage.metadata),
    };
  }

  const everywhere = (names: string) =>
    Object.fromEntries([...Object.keys(kinds), "mutes"].map((name) => [name, names]));

  test("are these", () => {
    const withMode = definitions.filter(({ schema }) => "membership" in schema.shape).map(({ kind }) => kind);
    const native = Object.values(kinds).filter((kind) => kind.includes(":"));
    expectEntries(native, withMode, "the kinds with a mode in test/engine/membership-modes.test.ts");
  });

  const all = Object.keys(kinds).length + 1;

  test("keep who comes between a preview and its up, with a warning", async () => {
    declare(["ann", "ben"]);
    await project.up();
    await comesByHand("dan");
    declare(["ann", "ben", "eve"]);
    const text = await project.up();
    expect(text.match(/neither declared nor in the state: "dan"\. They stay\./g)?.length).toBeGreaterThanOrEqual(all);
    expect(await sets()).toEqual(everywhere("ann ben dan eve"));
  });

  test("show them after a refresh, and remove them then", async () => {
    const text = await project.change("--refresh");
    expect(text.match(/- dan *:/g)).toHaveLength(all);
    expect(await sets()).toEqual(everywhere("ann ben eve"));
  });

  test("made additive, let go of who was never declared, though a refresh has brought them in, and remove who no longer is", async () => {
    await comesByHand("dan");
    await project.refresh();
    declare(["ann"], "additive");
    const text = await project.change();
    expect(text.match(/- dan *:/g)).toHaveLength(all);
    for (const set of ["members", "elements", "metadata", "words", "MemberList", "MutedAccountList", "GroupAttr"]) {
      expect(text).toMatch(new RegExp(`keeps "dan": a refresh has brought them into \`${set}\`, and no \`pulumi up\``));
    }
    expect(await sets()).toEqual(everywhere("ann dan"));
    await project.expectSettled();
  });
});
