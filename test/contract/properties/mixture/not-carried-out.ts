/** Values of a setting under which a program of the properties cannot be carried out to the letter. */
export interface NotCarriedOut {
  setting: string;
  /** The values, or for numbers the first and the last of them. A text is drawn nowhere, and needs neither. */
  values?: readonly unknown[];
  range?: readonly [number, number];
  /** The setting beside which alone this holds, where it is not as by default; by default always. */
  beside?: string;
  /** The kinds that this is about; by default every kind of the vendor. */
  kinds?: readonly string[];
  /** Why, and what comes instead. */
  reason: string;
}

/** Reads that are further behind than a mixture takes them to be. */
const lag = {
  setting: "readAfterWriteDelayMs",
  range: [1001, 600_000],
  reason: "The provider waits for ten seconds at most; up to one is drawn here, for each is waited out several times.",
} as const;

const quota = "The app may have fewer than the program has: a create is refused, and says so.";
const feature = "The app is without what the program declares: the call is refused, and says so.";
const uncleared =
  "The vendor clears no text then: what was declared empty keeps its old text, and every preview shows it.";
const text = "What an app's owner has entered in the vendor's console. The properties enter what their programs need.";
const page = "The provider asks for as many as the vendor's page says, and is refused.";

const unseen =
  "A list that is missing is no empty list, for it may as well stand elsewhere: `IM_UNEXPECTED_ANSWER`, and nothing is changed.";

/**
 * Where writes lag too, a write that needs what the one before did is refused by codes that say other things as well.
 */
const afterAnother =
  "A write that needs what another did a moment ago, such as a member who was added or an owner who took over, is refused: the change fails and says so, and the next run finishes it.";

/** Only where the set is a part of a group's members: what is in it and in no state is somebody else's. */
const stillShown =
  "Whom a change took out a moment ago a look still shows, beside a set that does not have them: added again within the lag, they are taken for members, the vendor refuses it and the next run finishes it.";

const commsease: readonly NotCarriedOut[] = [
  lag,
  {
    setting: "readAfterWriteDelayMs",
    range: [1, 1000],
    kinds: ["commsease:TeamMembers"],
    reason: stillShown,
  },
  { setting: "antispamWord", reason: text },
  {
    setting: "lengthUnit",
    values: ["utf16", "bytes"],
    reason:
      "Programs declare texts of as many characters as the documents allow, which are refused where they are longer in another unit.",
  },
  { setting: "accountQuota", range: [1, 499], reason: quota },
  { setting: "joinedTeamLimit", range: [0, 1], reason: quota },
  { setting: "createdTeamLimit", range: [0, 1], reason: quota },
  { setting: "teamSizeMaximum", range: [2, 199], reason: quota },
  { setting: "superTeamSizeMaximum", range: [2, 199], reason: quota },
  { setting: "fixedMemberLimit", range: [1, 9], reason: quota },
  { setting: "superTeamFeature", values: [false], reason: feature },
  { setting: "chatroomFeature", values: [false], reason: feature },
  { setting: "delayCloseFeature", values: [false], reason: feature },
  { setting: "teamEmptyStringClears", values: [false], reason: uncleared },
  { setting: "roomEmptyStringClears", values: [false], reason: uncleared },
  {
    setting: "lagSeenBy",
    values: ["all"],
    kinds: [
      "commsease:Team",
      "commsease:SuperTeam",
      "commsease:TeamMembers",
      "commsease:ChatroomRoles",
      "commsease:ChatroomQueue",
    ],
    reason: afterAnother,
  },
  {
    setting: "memberTimes",
    values: ["clock"],
    kinds: ["commsease:SuperTeam"],
    reason:
      "More people who came in one moment than a page holds cannot be listed page by page: told by fewer than the team's size, and nothing is changed.",
  },
  {
    setting: "queueInitExisting",
    values: ["clear"],
    beside: "readAfterWriteDelayMs",
    kinds: ["commsease:ChatroomQueue"],
    reason:
      "Whether a new size empties a queue that is there shows a look, which is behind: what was in it is not put back before the next run.",
  },
  {
    setting: "queueInitExisting",
    values: [417],
    kinds: ["commsease:ChatroomQueue"],
    reason: "The size of a queue that is there cannot be changed: that is refused, and says what to declare.",
  },
  { setting: "superPageMaximum", range: [1, 99], reason: page },
  { setting: "emptyLists", values: ["omit", "null"], reason: unseen },
  {
    setting: "blockedAccountCalls",
    values: ["refuseAll"],
    kinds: ["commsease:Account"],
    reason: "Nothing of a blocked account can be changed, not even its name: that is refused, and says how to open it.",
  },
  {
    setting: "closedRoomUpdatable",
    values: [false],
    kinds: ["commsease:Chatroom"],
    reason: "Nothing of a closed room can be changed: that is refused, and says how to open it.",
  },
  {
    setting: "roleTagScope",
    values: ["inside"],
    kinds: ["commsease:ChatroomRoles"],
    reason:
      "Tags can be given to people inside the room only, and programs give them to its members: refused, and says so.",
  },
  {
    setting: "queueWithoutInit",
    range: [0, 9],
    kinds: ["commsease:ChatroomQueue"],
    reason: "A program that leaves out `sizeLimit` has more elements than fit: the offer is refused, and says so.",
  },
];

const nexconn: readonly NotCarriedOut[] = [
  lag,
  {
    setting: "readAfterWriteDelayMs",
    range: [1, 1000],
    kinds: ["nexconn:GroupMembers"],
    reason: stillShown,
  },
  {
    setting: "readAfterWriteDelayMs",
    range: [1, 1000],
    kinds: ["nexconn:GroupChannel"],
    reason:
      "What a new owner, or who leaves, does to roles, mutes and allowed senders is looked up in between, and the look is behind: the next refresh shows the rest, and the next run finishes it.",
  },
  {
    setting: "lagSeenBy",
    values: ["all"],
    kinds: ["nexconn:GroupChannel", "nexconn:GroupMembers"],
    reason: afterAnother,
  },
  { setting: "userLimit", range: [1, 100], reason: quota },
  { setting: "groupSizeMaximum", range: [2, 19], reason: quota },
  { setting: "keepAliveMaximum", range: [0, 0], reason: quota },
  { setting: "wordMaximum", range: [1, 39], reason: quota },
  { setting: "hostedProfileFeature", values: [false], reason: feature },
  { setting: "managedGroupsFeature", values: [false], reason: feature },
  { setting: "emptyLists", values: ["omit", "null"], reason: unseen },
  {
    setting: "emptyProfiles",
    values: ["omit", "null"],
    kinds: ["nexconn:User", "nexconn:GroupChannel"],
    reason:
      "The ownership mark is looked for in a profile that is not there: `IM_UNEXPECTED_ANSWER`, and nothing is changed.",
  },
  {
    setting: "jsonRoutes",
    values: [false],
    kinds: ["nexconn:OpenChannel"],
    reason: "Which channels are kept alive is asked and told by a `.json` route only: refused, and says so.",
  },
  { setting: "metadataFeature", values: [false], reason: feature },
  { setting: "keepAliveFeature", values: [false], reason: feature },
  { setting: "prioritySendersFeature", values: [false], reason: feature },
  { setting: "emptyAvatarClears", values: [false], reason: uncleared },
  {
    setting: "formerOwner",
    values: ["admin"],
    kinds: ["nexconn:GroupChannel"],
    reason:
      "What an owner becomes who hands over and stays is not asked: that they are an admin is shown by the next refresh, and the next run makes a member of them.",
  },
  {
    setting: "moderateNonMember",
    values: [25418],
    kinds: ["nexconn:GroupChannel"],
    reason: "Programs restrict people who are no members: that is refused, and says so.",
  },
  {
    setting: "acceptedNames",
    values: ["docs"],
    reason: "The provider writes the names of the vendor's SDK where the documents have others.",
  },
  {
    setting: "timestampUnit",
    values: ["seconds"],
    reason: "The provider signs with milliseconds, as the vendor's SDK does.",
  },
];

const tencent: readonly NotCarriedOut[] = [
  lag,
  {
    setting: "readAfterWriteDelayMs",
    range: [1, 1000],
    kinds: ["tencent:GroupMembers"],
    reason: stillShown,
  },
  {
    setting: "muteNonMember",
    values: ["fail"],
    kinds: ["tencent:Group"],
    reason: "Programs mute people who are no members: that is refused, and says so.",
  },
  { setting: "admins", reason: text },
  { setting: "antispamWord", reason: text },
  { setting: "profileCustomTags", reason: text },
  { setting: "groupCustomKeys", reason: text },
  { setting: "memberCustomKeys", reason: text },
  { setting: "accountQuota", range: [1, 499], reason: quota },
  { setting: "groupQuota", range: [1, 9], reason: quota },
  { setting: "avChatRoomQuota", range: [1, 9], reason: quota },
  { setting: "dailyGroupQuota", range: [1, 9], reason: quota },
  { setting: "joinedGroupQuota", range: [1, 9], reason: quota },
  { setting: "groupSizeMaximum", range: [2, 199], reason: quota },
  { setting: "communitySizeMaximum", range: [2, 199], reason: quota },
  { setting: "nameBytes", range: [1, 29], reason: quota },
  { setting: "introductionBytes", range: [1, 239], reason: quota },
  { setting: "notificationBytes", range: [1, 299], reason: quota },
  { setting: "faceUrlBytes", range: [1, 99], reason: quota },
  { setting: "emptyLists", values: ["omit", "null"], reason: unseen },
  {
    setting: "emptyTexts",
    values: ["omit", "null"],
    reason:
      "An owner or a mark that is not there is none that is empty: `IM_UNEXPECTED_ANSWER`, and nothing is changed.",
  },
  {
    setting: "lagSeenBy",
    values: ["all"],
    kinds: ["tencent:Group", "tencent:GroupMembers"],
    reason: afterAnother,
  },
  { setting: "addMemberMaximum", range: [1, 99], reason: page },
  { setting: "deleteMemberMaximum", range: [1, 99], reason: page },
  { setting: "memberPageMaximum", range: [1, 99], reason: page },
  {
    setting: "userIdAlphabet",
    values: ["word"],
    kinds: ["tencent:Account", "tencent:Group", "tencent:GroupMembers"],
    reason: "Programs have ids of any printable character: the import is refused, and says so.",
  },
  { setting: "communityFeature", values: [false], reason: feature },
  { setting: "banFeature", values: [false], reason: feature },
  { setting: "banTypes", values: ["withoutCommunity", "AVChatRoom"], reason: feature },
  { setting: "attributeTypes", values: ["AVChatRoom"], reason: feature },
  { setting: "accountDeletion", values: [false], reason: feature },
  { setting: "emptyTextClears", values: [false], reason: uncleared },
];

/** By vendor. Whatever is not in it is drawn. */
export const notCarriedOut: Readonly<Record<string, readonly NotCarriedOut[]>> = { commsease, nexconn, tencent };
