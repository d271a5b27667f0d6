import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Emulator } from "../support/emulator";
import { shownOf } from "../support/life-cycle";
import { Project } from "../support/project";

/** The entries that the guide shows. */
const guide = readFileSync(join(__dirname, "../../docs/import.md"), "utf8");
const shown = [...guide.matchAll(/```json\n([\s\S]*?)```/g)]
  .map(([, json]) => String(json))
  .filter((json) => json.includes("dynamic/im/tencent:"));

describe("importing what is at Tencent IM through the engine", () => {
  let emulator: Emulator;
  let project: Project;

  beforeAll(async () => {
    emulator = await Emulator.start();
    project = new Project("tencent-import");
    await project.init({ default: emulator.tencent.connection });
    await makeByHand();
  });

  afterAll(async () => {
    await emulator?.stop();
    project?.dispose();
  });

  async function makeByHand(): Promise<void> {
    const make = (call: string, body: object) => emulator.tencent.mustVendor(call, { ...body });
    await make("im_open_login_svc/account_import", { UserID: "svc-helpdesk", Nick: "Help desk" });
    for (const UserID of ["agent-ana", "agent-ben"]) await make("im_open_login_svc/account_import", { UserID });
    const ProfileItem = [{ Tag: "Tag_Profile_IM_AllowType", Value: "AllowType_Type_DenyAny" }];
    await make("profile/portrait_set", { From_Account: "svc-helpdesk", ProfileItem });
    const Owner_Account = "svc-helpdesk";
    await make("group_open_http_svc/create_group", {
      ...{ Type: "Public", GroupId: "support", Name: "Customer support", Owner_Account },
      MemberList: [{ Member_Account: "agent-ana", Role: "Admin" }, { Member_Account: "agent-ben" }],
    });
    const GroupAttr = [{ key: "phase", value: "beta" }];
    await make("group_open_http_svc/modify_group_attr", { GroupId: "support", GroupAttr });
    const community = { Type: "Community", GroupId: "@TGS#_users", Name: "Users", SupportTopic: 1, Owner_Account };
    await make("group_open_http_svc/create_group", community);
    const MemberList = [{ Member_Account: "agent-ana" }];
    await make("group_open_http_svc/add_group_member", { GroupId: "@TGS#_users", MemberList });
    const topic = { GroupId: "@TGS#_users", TopicId: "@TGS#_users@TOPIC#_news" };
    await make("million_group_open_http_svc/create_topic", { ...topic, TopicName: "News" });
    await make("million_group_open_http_svc/modify_topic", { ...topic, MuteAllMember: "On" });
  }

  test("takes the objects into the state without a call, and only a UserSig is to come", async () => {
    await emulator.forgetCalls();
    const resources = shown.flatMap((json) => JSON.parse(json).resources);
    const text = JSON.stringify({ resources }).replaceAll("YOUR_SDK_APP_ID", String(emulator.ready.tencent.sdkAppId));
    writeFileSync(join(project.folder, "import.json"), text);
    await project.ok(["import", "--file", "import.json", "--generate-code=false", "--yes"]);
    expect(await emulator.tencent.calls()).toEqual([]);

    project.step("1-declare");
    await project.refresh();
    const renewed = await project.change();
    expect(project.counts).toMatchObject({ update: 1 });
    const account = shownOf(renewed, "dynamic/im/tencent:Account", "helpdesk");
    expect(account).toMatch(/\+ userSigExpires *: "/);
    expect(account).toMatch(/\+ userSigKey *: "/);
    expect(account.match(/^ +[~+-] \w+ *:/gm)).toHaveLength(2);
    expect(await emulator.tencent.writes()).toEqual([]);
    await project.expectClean();
  });

  test("leaves what was there without a mark, and a destroy removes it like any other", async () => {
    expect((await emulator.tencent.group("support")).attributes).toEqual({ phase: "beta" });
    await project.destroy();
    const { accounts, groups } = await emulator.tencent.state();
    expect(Object.keys(accounts)).toEqual(["agent-ana", "agent-ben"]);
    expect(Object.keys(groups)).toEqual(["@TGS#_users"]);
    expect(groups["@TGS#_users"].topics).toEqual({});
    expect(Object.keys(groups["@TGS#_users"].members)).toContain("agent-ana");
  });
});
