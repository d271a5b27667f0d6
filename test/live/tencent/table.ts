import { account } from "../../engine/life-tencent/account";
import { group } from "../../engine/life-tencent/group";
import { groupAttributes } from "../../engine/life-tencent/group-attributes";
import { groupMembers } from "../../engine/life-tencent/group-members";
import { topic } from "../../engine/life-tencent/topic";
import type { Cloud } from "../cloud";
import type { LiveRow, LiveTable } from "../row";
import { byId } from "../seen";
import { objects } from "./objects";

const svc = "group_open_http_svc";
const shop = "@TGS#_shop";
const news = `${shop}@TOPIC#_news`;

const tags = ["Nick", "Image", "Gender", "BirthDay", "Location", "SelfSignature", "AllowType", "Level", "Role"];

async function profileOf(cloud: Cloud, UserID: string) {
  const found = await cloud.ask("im_open_login_svc/account_check", { CheckItem: [{ UserID }] });
  if (found.ResultItem?.[0]?.AccountStatus !== "Imported") return undefined;
  const TagList = tags.map((tag) => `Tag_Profile_IM_${tag}`);
  const answer = await cloud.ask("profile/portrait_get", { To_Account: [UserID], TagList });
  const items = byId(answer.UserProfileItem?.[0]?.ProfileItem, "Tag", ({ Value }) => Value);
  return Object.fromEntries(tags.map((tag) => [tag, items[`Tag_Profile_IM_${tag}`]]));
}

async function groupOf(cloud: Cloud, GroupId: string) {
  const answer = await cloud.ask(`${svc}/get_group_info`, { GroupIdList: [GroupId] });
  const info = answer.GroupInfo?.[0];
  return info?.ErrorCode === 0 ? info : undefined;
}

async function roster(cloud: Cloud, GroupId: string) {
  const { MemberList } = await cloud.ask(`${svc}/get_group_member_info`, { GroupId, Limit: 100, Offset: 0 });
  return byId(MemberList, "Member_Account", ({ Role, NameCard }) => [Role, NameCard].filter(Boolean).join(" "));
}

async function attributesOf(cloud: Cloud, GroupId: string) {
  const { GroupAttrAry } = await cloud.ask("group_open_attr_http_svc/get_group_attr", { GroupId });
  // The mark is the provider's own.
  const { "pulumi-im": _, ...others } = byId(GroupAttrAry, "key", ({ value }) => value);
  return others;
}

/** What the console of the app has to know, with the values of a settings file that say that it does. */
const customised = (setting: string, ...values: string[]) => ({ [setting]: ["*", values.join(",")] });

const rows: LiveRow[] = [
  {
    row: account,
    ids: ["full", "other", "kept"],
    needs: { ...customised("profileCustomTags", "PulumiIm", "Team", "Desk"), accountDeletion: [true] },
    look: (cloud, { isReplaced }) => profileOf(cloud, isReplaced ? "other" : "full"),
    created: { Nick: "Full", Image: "https://example.com/1.png", BirthDay: 19900101, SelfSignature: "hello", Level: 1 },
    changed: { Nick: "Full, changed", Image: "", BirthDay: 19910202, SelfSignature: "bye", Level: 2, Role: 2 },
    replaced: { Nick: "Full, changed" },
  },
  {
    row: group,
    ids: ["team", "olga"],
    needs: { ...customised("groupCustomKeys", "kind", "desk"), ...customised("memberCustomKeys", "rank") },
    async look(cloud) {
      const info = await groupOf(cloud, "team");
      return info && { ...info, members: await roster(cloud, "team") };
    },
    created: {
      ...{ Type: "Public", Name: "Team", Owner_Account: "olga", Introduction: "first", MaxMemberNum: 50 },
      members: { olga: "Owner", ann: "Member", ben: "Admin Ben", cid: "Member" },
    },
    changed: {
      ...{ Type: "Public", Name: "Crew", Owner_Account: "ben", Introduction: "", MaxMemberNum: 40 },
      members: { ben: "Owner Ben", olga: "Member", ann: "Admin Ann", eve: "Member" },
    },
    replaced: { Type: "Private", Owner_Account: "olga", members: { olga: "Owner", ann: "Member" } },
  },
  {
    row: groupMembers,
    ids: ["first", "other", "otto"],
    needs: customised("memberCustomKeys", "rank"),
    // Groups of this run have ids that only the run knows.
    adapt: (source) =>
      source.replace(/new pulumi\.Config\(\)\.require\("(\w+)"\)/, (_, id) => `"${id === "group" ? "first" : id}"`),
    look: (cloud, { isReplaced }) => roster(cloud, isReplaced ? "other" : "first"),
    created: { otto: "Owner", ann: "Member", ben: "Admin", cat: "Member Cat", dan: "Member", fay: "Member" },
    changed: { otto: "Owner", ann: "Admin", ben: undefined, cat: "Member", eve: "Member Eve" },
    replaced: { otto: "Owner", ann: "Admin", cat: "Member", eve: "Member Eve", fay: "Member" },
    destroyed: { otto: "Owner", ann: undefined, cat: "Member", eve: undefined, fay: "Member" },
  },
  {
    row: groupAttributes,
    ids: [shop, "odile"],
    look: async (cloud) => ((await groupOf(cloud, shop)) ? attributesOf(cloud, shop) : undefined),
    created: { phase: "alpha", theme: "dark", note: "", link: undefined },
    changed: { phase: "beta", theme: undefined, stray: undefined, note: "", link: "https://example.com" },
    // The program of the topics replaces none of it.
    replaced: { phase: "beta", theme: undefined },
  },
  {
    row: topic,
    ids: [shop, "odile"],
    async look(cloud) {
      const params = { GroupId: shop, From_Account: "odile", TopicIdList: [news] };
      const answer = await cloud.ask("million_group_open_http_svc/get_topic", params);
      const found = answer.TopicAndSelfInfo?.[0];
      return found && found.ErrorCode === 0 ? found.TopicInfo : undefined;
    },
    created: { TopicName: "News", Introduction: "one", Notification: "one", FaceUrl: "https://example.com/1.png" },
    changed: { TopicName: "Newest", Introduction: "two", Notification: "", FaceUrl: "https://example.com/2.png" },
    replaced: { TopicName: "Newest" },
  },
];

/** The lives of what Tencent IM has. */
export const table: LiveTable = {
  vendor: "tencent",
  folder: "life-tencent",
  rows,
  people: ["ann", "ben", "cat", "cid", "dan", "eve", "fay"],
  makePerson: ({ tencent }, UserID) => tencent.mustVendor("im_open_login_svc/account_import", { UserID }),
  objects,
};
