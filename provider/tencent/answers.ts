import { z } from "zod";
import {
  absent,
  id as anyId,
  flag,
  leavingOut,
  listOf,
  object,
  oneOf,
  text,
  whole,
  withCode,
} from "../http/answer-fields";
import type { AnswerSchemas } from "../http/answers";
import { isNumberTag } from "./account/tags";
import type { Call } from "./calls";
import { canonicalType, groupTypes } from "./group/types";

/** Any printable text, but not one in quotes: that would be a JSON text, and another id. */
const id = () => anyId(/^(?!".*"$)./);

/** The owner of a group, or an empty text where it has none. */
const owner = () => anyId(/^(?!".*"$)/);

const account = { UserID: id() };

/** A tag of a profile with its value. */
const profileItem = object({
  Tag: text(),
  Value: z.union([z.string(), z.number()], { error: "a text or a number" }),
}).transform(({ Tag, Value }, context) => {
  const read = (isNumberTag(Tag) ? whole() : text()).safeParse(Value);
  if (read.success) return [Tag, read.data] as const;
  const [{ message = "" } = {}] = read.error.issues;
  context.issues.push({ code: "custom", path: ["Value"], message, input: Value });
  return z.NEVER;
});

const profile = {
  To_Account: id(),
  ProfileItem: leavingOut(
    listOf(profileItem),
    "a tag that was never set has its default: an empty text, 0, or the vendor's word",
  ),
};

/** `On` or `Off`, which some versions write as a number. */
const onOrOff = () => z.preprocess((value) => switched.get(flag().safeParse(value).data) ?? value, oneOf("On", "Off"));
const switched = new Map<boolean | undefined, "On" | "Off">([
  [true, "On"],
  [false, "Off"],
]);

const zeroOrOne = () => flag().transform((is) => (is ? 1 : 0));

/** Names that the mute of everybody has had. */
const muteNames = { ShutUpAllMember: "MuteAllMember", ShutUpAllFlag: "MuteAllMember" } as const;

const customData = (of: string) => {
  const means = `the ${of} has none of the custom fields that were asked for`;
  return absent(leavingOut(listOf(object({ Key: text(), Value: text() })), means), [], means);
};

/** Texts of something that need not have them. */
const texts = (of: string) => {
  const own = () => absent(text(), "", `the ${of} has none`);
  return { Introduction: own(), Notification: own(), FaceUrl: own() };
};

const keepsState = "the state keeps what it has";
const noSuchOption = `the group's type has no such option, and ${keepsState}`;

const group = {
  GroupId: id(),
  Type: z.preprocess(canonicalType, oneOf(...groupTypes)),
  Name: text(),
  ...texts("group"),
  Owner_Account: owner(),
  MaxMemberNum: absent(whole(), undefined, `the group's type has no limit, and ${keepsState}`),
  ApplyJoinOption: absent(oneOf("FreeAccess", "NeedPermission", "DisableApply"), undefined, noSuchOption),
  InviteJoinOption: absent(oneOf("FreeAccess", "NeedPermission", "DisableInvite"), undefined, noSuchOption),
  MuteAllMember: onOrOff(),
  SupportTopic: absent(zeroOrOne(), undefined, `the group is no community, and ${keepsState}`),
  AppDefinedData: customData("group"),
};

const member = object({
  Member_Account: id(),
  Role: oneOf("Owner", "Admin", "Member"),
  NameCard: absent(text(), "", "the member has none"),
  AppMemberDefinedData: customData("member"),
});

const topic = object(
  {
    TopicId: id(),
    GroupID: id(),
    TopicName: text(),
    ...texts("topic"),
    // It bears the ownership mark.
    CustomString: text(),
    MuteAllMember: onOrOff(),
  },
  { ...muteNames, GroupId: "GroupID" },
);

/** A topic that was refused may say which it is. */
const topicMeant = absent(object({ TopicId: id() }), undefined, "the topic that was asked for is meant");

/** A number beyond the safe ones, as its digits. */
const cursor = () =>
  z.preprocess(
    (value) => (Number.isInteger(value) ? String(value) : value),
    z.string({ error: "a whole number" }).regex(/^\d+$/, { error: "a whole number" }),
  );

/** A page of a list whose length is told beside it, so that one that is missing cannot hide anything. */
const page = <Item extends z.ZodType>(item: Item, count: string) =>
  absent(listOf(item), [], `the page is empty; fewer in all than \`${count}\` says is an error`);

/** What the answers hold that are read, by call. */
export const answers = {
  "im_open_login_svc/account_check": object({
    ResultItem: listOf(
      withCode("ResultCode", "ResultInfo", { ...account, AccountStatus: oneOf("Imported", "NotImported") }, account),
    ),
  }),
  "im_open_login_svc/account_delete": object({
    ResultItem: listOf(withCode("ResultCode", "ResultInfo", account, account)),
  }),
  "profile/portrait_get": object({
    UserProfileItem: listOf(withCode("ResultCode", "ResultInfo", profile, { To_Account: id() })),
  }),
  "openconfigsvr/getnospeaking": object({ C2CmsgNospeakingTime: whole(), GroupmsgNospeakingTime: whole() }),

  "group_open_http_svc/create_group": object({ GroupId: id() }),
  "group_open_http_svc/get_group_info": object({
    GroupInfo: listOf(withCode("ErrorCode", "ErrorInfo", group, { GroupId: id() }, muteNames)),
  }),
  "group_open_http_svc/get_appid_group_list": object({
    TotalCount: whole(),
    GroupIdList: page(object({ GroupId: id() }), "TotalCount"),
    Next: cursor(),
  }),
  "group_open_http_svc/get_joined_group_list": object({
    TotalCount: whole(),
    GroupIdList: page(object({ GroupId: id(), Name: text(), Owner_Account: owner() }), "TotalCount"),
  }),
  "group_open_http_svc/add_group_member": object({
    MemberList: listOf(object({ Member_Account: id(), Result: oneOf(0, 1, 2, 3) })),
  }),
  "group_open_http_svc/get_group_member_info": object({
    MemberNum: whole(),
    MemberList: page(member, "MemberNum"),
    // Text or a number, as the version has it, and sent back as it came.
    Next: absent(
      z.union([z.string(), z.number()], { error: "a text or a number" }),
      undefined,
      "there are no more members",
    ),
  }),
  "group_open_http_svc/get_group_muted_account": object(
    {
      GroupId: absent(id(), undefined, "the group that was asked for is meant"),
      MutedAccountList: leavingOut(
        listOf(object({ Member_Account: id(), MutedUntil: whole() }, { ShuttedUntil: "MutedUntil" })),
        "an account that is not listed is not muted",
      ),
    },
    { ShuttedUinList: "MutedAccountList" },
  ),
  "group_open_http_svc/get_group_ban_member": object({
    BannedAccountList: leavingOut(
      listOf(object({ Member_Account: id(), BannedUntil: whole() })),
      "an account that is not listed is not banned",
    ),
    NextOffset: whole(),
  }),
  "group_open_attr_http_svc/get_group_attr": object({
    GroupAttrAry: leavingOut(
      listOf(object({ key: text(), value: text() })),
      "an attribute that is not listed is not set",
    ),
  }),

  "million_group_open_http_svc/create_topic": object({ TopicId: id() }),
  "million_group_open_http_svc/get_topic": object({
    TopicAndSelfInfo: listOf(withCode("ErrorCode", "ErrorInfo", { TopicInfo: topic }, { TopicInfo: topicMeant })),
  }),
  "million_group_open_http_svc/destroy_topic": object({
    DestroyResultItem: listOf(withCode("ErrorCode", "ErrorInfo", { TopicId: id() }, { TopicId: id() })),
  }),
} satisfies AnswerSchemas<Call>;

/** What a call answers. */
type AnswerTo<C extends keyof typeof answers> = z.output<(typeof answers)[C]>;

type Done<Item> = Extract<Item, { isDone: true }>;

/** A group without its members. */
export type LiveGroup = Done<AnswerTo<"group_open_http_svc/get_group_info">["GroupInfo"][number]>;

/** The tags of an account. */
export type LiveProfile = Done<AnswerTo<"profile/portrait_get">["UserProfileItem"][number]>;

/** A member of a group as it is listed. */
export type ListedMember = z.output<typeof member>;

/** A topic. */
export type LiveTopic = z.output<typeof topic>;
