import {
  asBoolean,
  asEmptyText,
  asJsonText,
  asNull,
  asNumber,
  asText,
  both,
  isEmptyList,
  isEmptyObject,
  isEmptyText,
  isNumber,
  isUnset,
  leftOut,
  named,
  type PlaceSpelling,
  type Spellings,
  where,
} from "../cloud/spelling";
import type { NexconnSettings } from "./settings";

/** Calls that show groups, and where in their answers a group is. */
const GROUPS: Readonly<Record<string, string>> = {
  "group-channel/join": "",
  "group-channel/profile/list": "profiles[].",
  "group-channel/joined/list": "groups[].",
  "group-channel/list": "groups[].",
};

const PROFILES = ["groupProfile", "groupExtProfile", "permissions"].flatMap((name) =>
  Object.entries(GROUPS).map(([call, group]) => ({ calls: [call], places: [`${group}${name}`] })),
);
const USER_PROFILES = {
  calls: ["user/profile/batch/get", "user/profile/list"],
  places: ["users[].userProfile", "users[].userExtProfile"],
};

/** Where the vendor's documentation has other names than its SDK. */
const names: readonly PlaceSpelling<NexconnSettings>[] = [
  ...Object.entries(GROUPS).map(([call, group]) => ({
    setting: "emittedNames" as const,
    calls: [call],
    places: [`${group}groupProfile.portraitUrl`],
    forms: { docs: named("portrait_url") },
  })),
  {
    setting: "emittedNames",
    calls: ["group-channel/list"],
    places: ["groups[].groupProfile"],
    forms: { docs: both(named("profile"), asJsonText) },
  },
  {
    setting: "emittedNames",
    calls: ["group-channel/join"],
    places: ["groupExtProfile"],
    forms: { docs: both(named("extra"), asJsonText) },
  },
  {
    setting: "emittedNames",
    calls: ["open-channel/metadata/batch/get"],
    places: ["metadata[].metadataOwnerId"],
    forms: { docs: named("userId") },
  },
];

/** Texts that are empty where nothing is set. */
const texts: readonly PlaceSpelling<NexconnSettings>[] = Object.entries({
  "user/get": ["avatarUrl"],
  "group-channel/member/list": ["members[].nickname", "members[].extra"],
  "group-channel/member/batch/get": ["members[].nickname", "members[].extra"],
  "group-channel/joined/list": ["groups[].alias"],
  "group-channel/alias/get": ["alias"],
  "profanity-word/list": ["words[].replacement"],
}).map(([call, places]) => ({
  setting: "unsetTexts",
  calls: [call],
  places,
  forms: { omit: where(isEmptyText, leftOut), null: where(isEmptyText, asNull) },
}));

const SWITCHES: Readonly<Record<string, string>> = {
  "open-channel/metadata/batch/get": "metadata[].shouldAutoDelete",
  "open-channel/freeze/check": "status",
  "open-channel/participant/exist": "participants[].isInOpenChannel",
  "group-channel/freeze-list/get": "freezeStatuses[].status",
};

const codes: readonly PlaceSpelling<NexconnSettings>[] = [
  {
    setting: "answerFlags",
    calls: ["open-channel/get"],
    places: ["isFrozen"],
    forms: { number: asNumber, text: asText },
  },
  ...Object.entries(SWITCHES).map(([call, place]) => ({
    setting: "answerSwitches" as const,
    calls: [call],
    places: [place],
    forms: { boolean: asBoolean, text: asText },
  })),
  {
    setting: "textCodes",
    calls: ["user/connection-status/get", "profanity-word/list"],
    places: ["status", "words[].filterType"],
    forms: { number: asNumber },
  },
  {
    setting: "lastPageToken",
    calls: ["group-channel/list", "group-channel/joined/list", "group-channel/member/list", "user/blocklist/get"],
    places: ["pageToken"],
    forms: { empty: where(isUnset, asEmptyText), null: where(isUnset, asNull) },
  },
];

const profiles = [...PROFILES, USER_PROFILES].flatMap((shown): readonly PlaceSpelling<NexconnSettings>[] => [
  {
    setting: "emptyProfiles",
    ...shown,
    forms: { omit: where(isEmptyObject, leftOut), null: where(isEmptyObject, asNull) },
  },
  { setting: "profileForm", ...shown, forms: { text: asJsonText } },
]);

/** How the answers of Nexconn may be spelled. */
export const nexconnSpellings: Spellings<NexconnSettings> = {
  places: [...names, ...texts, ...codes, ...profiles],
  types: [
    { setting: "answerNumbers", of: isNumber, forms: { text: asText } },
    { setting: "emptyLists", of: isEmptyList, forms: { omit: leftOut, null: asNull } },
  ],
  verbatim: ["users[].userProfile"],
};
