import {
  asNull,
  type Form,
  isEmptyList,
  isEmptyText,
  leftOut,
  type PlaceSpelling,
  type Spellings,
  where,
} from "../cloud/spelling";
import type { TencentSettings } from "./settings";

const GROUP_TEXTS = ["Introduction", "Notification", "FaceUrl", "Owner_Account"];
const TOPIC_TEXTS = ["Introduction", "Notification", "FaceUrl", "CustomString"];

/** Texts that may be empty, by call. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  "group_open_http_svc/get_group_info": [
    ...GROUP_TEXTS.map((name) => `GroupInfo[].${name}`),
    "GroupInfo[].MemberList[].NameCard",
  ],
  "group_open_http_svc/get_joined_group_list": GROUP_TEXTS.map((name) => `GroupIdList[].${name}`),
  "group_open_http_svc/get_group_member_info": ["MemberList[].NameCard"],
  "group_open_http_svc/get_specified_group_member_info": ["MemberList[].NameCard"],
  "million_group_open_http_svc/get_topic": TOPIC_TEXTS.map((name) => `TopicAndSelfInfo[].TopicInfo.${name}`),
};

const asFlag: Form = (value) => [["ShutUpAllFlag", value === "On" ? 1 : 0]];
const besideFlag: Form = (value, name) => [[name, value], ...asFlag(value, name)];

const places: readonly PlaceSpelling<TencentSettings>[] = [
  ...Object.entries(TEXTS).map(([call, texts]) => ({
    setting: "emptyTexts" as const,
    calls: [call],
    places: texts,
    forms: { omit: where(isEmptyText, leftOut), null: where(isEmptyText, asNull) },
  })),
  {
    setting: "topicMute",
    calls: ["million_group_open_http_svc/get_topic"],
    places: ["MuteAllMember", "ShutUpAllMember"].map((name) => `TopicAndSelfInfo[].TopicInfo.${name}`),
    forms: { ShutUpAllFlag: asFlag, both: besideFlag },
  },
  {
    setting: "noFailAccounts",
    calls: ["im_open_login_svc/multiaccount_import"],
    places: ["FailAccounts"],
    forms: { omit: where(isEmptyList, leftOut) },
  },
];

/** How the answers of Tencent IM may be spelled, beside the names that `pick` chooses by a call's filter. */
export const tencentSpellings: Spellings<TencentSettings> = {
  places,
  types: [{ setting: "emptyLists", of: isEmptyList, forms: { omit: leftOut, null: asNull } }],
};
