import { readFileSync } from "node:fs";
import { join } from "node:path";
import { definitions } from "../../provider/dynamic";
import { isImportable } from "../../provider/resource/guide";
import { providerText } from "../../provider/resource/provider-text";
import type { Emulator } from "../support/emulator";
import type { Project } from "../support/project";
import { sha256 } from "../support/sha256";
import { useStack } from "../support/stack";

/** The import files that the guide shows, as text. */
const guide = readFileSync(join(__dirname, "../../docs/import.md"), "utf8");
const shownFiles = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => String(json));

/** Those of two vendors. */
const shown = shownFiles.filter((json) => /dynamic\/im\/(commsease|nexconn):/.test(json));

/** The kinds whose objects may be there before; client options are asked for and change nothing. */
const importable = definitions.filter(({ guide }) => isImportable(guide.import));

describe("docs/import.md", () => {
  it("shows a complete entry for each kind, with the provider text that every state has", () => {
    const entries = shownFiles.flatMap((json) => JSON.parse(json).resources);
    expect(entries.map(({ type }) => type)).toEqual(importable.map(({ kind }) => `pulumi-nodejs:dynamic/im/${kind}`));
    for (const [i, { kind }] of importable.entries()) {
      const { inputs, outputs } = entries[i];
      expect([inputs.__provider, outputs.__provider]).toEqual([providerText(kind), providerText(kind)]);
      expect(outputs).toMatchObject(inputs);
    }
  });
});

describe("importing through the engine", () => {
  let emulator: Emulator;
  let project: Project;
  let tid: string;
  let plaza: string;
  let community: string;
  let roomid: string;

  useStack(
    "import",
    async (stack) => {
      ({ emulator, project } = stack);
      await makeByHand();
      await makeByHandAtNexconn();
    },
    { connections: ({ connection, nexconn }) => ({ default: connection, nexconn: nexconn.connection }) },
  );

  async function makeByHand(): Promise<void> {
    const owner = "svc-helpdesk";
    await emulator.mustVendor("user/create", { accid: owner, name: "Help desk" });
    for (const accid of ["agent-ana", "agent-ben"]) await emulator.mustVendor("user/create", { accid });
    const team = { tname: "Customer support", owner, members: ["agent-ana", "agent-ben"], msg: "hi", magree: 0 };
    tid = (await emulator.mustVendor("team/create", { ...team, joinmode: 2 })).tid;
    await emulator.mustVendor("team/addManager", { tid, owner, members: ["agent-ana"] });
    plaza = (await emulator.mustVendor("team/create", { ...team, tname: "Plaza", joinmode: 0 })).tid;
    await emulator.mustVendor("team/addManager", { tid: plaza, owner, members: ["agent-ana"] });
    const superTeam = { tname: "Community", owner, inviteAccids: ["agent-ana", "agent-ben"], msg: "hi", joinmode: 0 };
    community = (await emulator.mustVendor("superteam/create", { ...superTeam, beinvitemode: 1 })).tid;
    await emulator.mustVendor("superteam/addManager", { tid: community, owner, managerAccids: ["agent-ana"] });
    const room = { creator: owner, name: "Lobby", announcement: "Be kind to each other." };
    roomid = String((await emulator.mustVendor("chatroom/create", room)).chatroom.roomid);
    await setRole("agent-ana", 1, true);
    await setRole("agent-ben", -2, true);
    await emulator.mustVendor("chatroom/queueOffer", { roomid, key: "seat-1", value: "ana" });
    await emulator.mustVendor("chatroom/queueOffer", { roomid, key: "seat-2", value: "ben" });
  }

  async function makeByHandAtNexconn(): Promise<void> {
    const { nexconn } = emulator;
    const userId = "svc-desk";
    for (const id of [userId, "agent-ana", "agent-ben"]) {
      await nexconn.mustVendor("auth/access-token/issue", { userId: id, name: id === userId ? "Desk" : id });
    }
    await nexconn.mustVendor("user/tag/batch/set", { userIds: [userId], tags: ["service"] });
    await nexconn.mustVendor("user/profile/set", { userId, userExtProfile: { ext_desk: "billing" } });
    const group = { channelId: "helpers", name: "Helpers", owner: userId, userIds: ["agent-ana", "agent-ben"] };
    await nexconn.mustVendor("group-channel/create", group);
    await nexconn.mustVendor("group-channel/admin/add", { channelId: "helpers", userIds: ["agent-ana"] });
    await nexconn.mustVendor("group-channel/create", { ...group, channelId: "square", name: "Square" });
    await nexconn.mustVendor("group-channel/admin/add", { channelId: "square", userIds: ["agent-ana"] });
    const foyer = { metadataOwnerId: userId, metadata: { topic: "arrivals", theirs: "x" } };
    await nexconn.mustVendor("open-channel/create", { channelId: "foyer", ...foyer });
    const metadata = { metadataOwnerId: userId, metadata: { topic: "launch" } };
    await nexconn.mustVendor("open-channel/create", { channelId: "event-1", ttlMinutes: 600, ...metadata });
    const words = [{ word: "spam" }, { word: "darn", replacement: "d***" }];
    await nexconn.mustVendor("profanity-word/batch/add", { words });
  }

  const setRole = (target: string, opt: number, optvalue: boolean) =>
    emulator.mustVendor("chatroom/setMemberRole", { roomid, operator: "svc-helpdesk", target, opt, optvalue });

  /** What the guide's files list, as one file, with the ids of this run in place of those in the text. */
  async function importShown(): Promise<void> {
    const resources = shown.flatMap((json) => JSON.parse(json).resources);
    const text = JSON.stringify({ resources })
      .replaceAll("2366968294", tid)
      .replaceAll("2366968295", plaza)
      .replaceAll("27300000294", community)
      .replaceAll("1605537145", roomid)
      .replaceAll("YOUR_APP_KEY", emulator.connection.appKey)
      .replaceAll("YOUR_NEXCONN_APP_KEY", emulator.nexconn.connection.appKey);
    project.program(text, "import.json");
    await project.ok(["import", "--file", "import.json", "--generate-code=false", "--yes"]);
  }

  it("takes the objects into the state without a call, and the program that declares them changes nothing", async () => {
    await emulator.forgetCalls();
    project.step("1-declare");
    await project.ok(["config", "set", "plaza", plaza]);
    await importShown();
    expect(await emulator.calls()).toEqual([]);
    expect((await project.resources()).helpdesk.protect).toBe(true);
    await project.expectClean();
    // Before the first up as well, which is when the program's own provider comes into the state.
    // A refresh fills in what an import file has no need to say, such as the creator of a room whose roles are managed.
    await project.ok(["preview", "--diff", "--refresh", "--expect-no-changes"]);
    await project.up();
    expect(await emulator.writes()).toEqual([]);
    expect(await emulator.nexconn.writes()).toEqual([]);
    expect(await project.outputs()).toEqual({ tid, plaza, community, roomid });
    expect((await project.resources()).helpdesk.protect).toBeUndefined();
  });

  it("sees on refresh what was changed by hand, shows it, and puts it right", async () => {
    await emulator.mustVendor("user/updateUinfo", { accid: "svc-helpdesk", name: "Drifted desk" });
    await emulator.mustVendor("team/kick", { tid, owner: "svc-helpdesk", member: "agent-ben" });
    await emulator.mustVendor("superteam/updateTinfo", {
      tid: community,
      owner: "svc-helpdesk",
      tname: "Drifted town",
    });
    await emulator.mustVendor("chatroom/update", { roomid, announcement: "Drifted" });
    await setRole("agent-ana", 2, true);
    await emulator.mustVendor("chatroom/queuePoll", { roomid, key: "seat-1" });
    await emulator.nexconn.mustVendor("user/update", { userId: "svc-desk", name: "Drifted user" });
    await emulator.nexconn.mustVendor("group-channel/leave", { channelId: "helpers", userIds: ["agent-ben"] });
    await emulator.nexconn.mustVendor("open-channel/destroy", { channelIds: ["event-1"] });
    await emulator.nexconn.mustVendor("group-channel/admin/remove", { channelId: "square", userIds: ["agent-ana"] });
    const signs = { metadataOwnerId: "svc-desk", metadataKeys: ["topic"] };
    await emulator.nexconn.mustVendor("open-channel/metadata/batch/remove", { channelId: "foyer", ...signs });
    await emulator.nexconn.mustVendor("profanity-word/remove", { word: "spam" });
    const text = await project.change("--refresh");
    expect(text).toContain('"Drifted user" => "Desk"');
    expect(project.counts).toMatchObject({ create: 1 });
    expect(text).toMatch(/\+ spam *: \{\}/);
    expect(text).toMatch(/\+ admin *: true/);
    expect(text).toMatch(/\+ topic *: "arrivals"/);
    expect(text).toContain('"Drifted desk" => "Help desk"');
    expect(text).toContain("agent-ben");
    expect(text).toContain('"Drifted town" => "Community"');
    expect(text).toMatch(/\+ manager *: true/);
    expect(text).toContain('"Drifted" => "Be kind to each other."');
    await project.expectClean();
    expect((await emulator.account("svc-helpdesk")).name).toBe("Help desk");
    expect((await emulator.team(tid)).members).toHaveProperty("agent-ben");
    const { users, groups, openChannels, profanityWords } = await emulator.nexconn.state();
    expect(users["svc-desk"].name).toBe("Desk");
    expect(groups.helpers.members).toHaveProperty("agent-ben");
    expect(openChannels["event-1"].metadata).toHaveProperty("topic");
    expect(groups.square.members["agent-ana"].role).toBe("admin");
    expect(openChannels.foyer.metadata).toMatchObject({ topic: { value: "arrivals" }, theirs: { value: "x" } });
    expect(profanityWords).toEqual({ spam: "", darn: "d***" });
    const { announcement, members, queue } = await emulator.chatroom(roomid);
    expect(announcement).toBe("Be kind to each other.");
    expect(members["agent-ana"].role).toBe("manager");
    expect(queue.elements).toMatchObject([
      { key: "seat-1", value: "ana" },
      { key: "seat-2", value: "ben" },
    ]);
  });

  it("is no account to enter a room with before its token is known", async () => {
    const more =
      'new commsease.Chatroom("second", { creator: "svc-helpdesk", name: "2" }).clientOptions({ account: helpdesk });';
    project.program(`${project.source("1-declare")}\n${more}`);
    const { code, text } = await project.run(["up", "--yes", "--skip-preview"]);
    expect(code).not.toBe(0);
    expect(text).toContain("second-helpdesk-web: the token of the account is not known, as after an import");
  });

  it("gets a token when the program asks for a new one, and keeps it as a secret", async () => {
    const renewed = project.source("1-declare").replace(/name: "(Help desk|Desk)"/g, "$&, tokenVersion: 1");
    project.program(`${renewed}\nexport const { token } = helpdesk;\nexport const { accessToken } = desk;`);
    await project.up();
    const { token, accessToken } = await project.outputs();
    const { tokenSha256 } = await emulator.account("svc-helpdesk");
    expect(sha256(token)).toBe(tokenSha256);
    // The one that others have stays valid.
    expect((await emulator.nexconn.user("svc-desk")).tokens).toMatchObject([
      { valid: true },
      { valid: true, sha256: sha256(accessToken) },
    ]);
    for (const secret of [token, accessToken]) expect(project.stateFiles()).not.toContain(secret);
  });

  it("is destroyed like any other", async () => {
    await project.destroy();
    expect(await emulator.team(tid)).toBeUndefined();
    expect(await emulator.superTeam(community)).toBeUndefined();
    expect((await emulator.team(plaza)).members).toHaveProperty("agent-ana");
    expect(await emulator.chatroom(roomid)).toMatchObject({ valid: false, queue: { elements: [] } });
    expect(Object.keys((await emulator.chatroom(roomid)).members)).toEqual(["svc-helpdesk"]);
    expect((await emulator.account("svc-helpdesk")).blocked).toBe(true);
    const { users, groups, openChannels, profanityWords } = await emulator.nexconn.state();
    expect(users["svc-desk"].deletion).not.toBeNull();
    // What is made elsewhere stays, and so does whoever was in it before.
    expect([Object.keys(groups), Object.keys(openChannels), profanityWords]).toEqual([["square"], ["foyer"], {}]);
    expect(groups.square.members).toHaveProperty("agent-ana");
    expect(Object.keys(openChannels.foyer.metadata)).toEqual(["theirs"]);
  });
});
