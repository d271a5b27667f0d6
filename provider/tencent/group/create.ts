import { tellingUnknown } from "../../collections/unknown-people";
import { refusal } from "../../errors";
import { everyItem } from "../../http/pages";
import { makeChosen } from "../../ownership/chosen-id";
import { isSameResource } from "../../ownership/mark";
import type { Ensured } from "../../resource/definition";
import { pickDefined } from "../../values/objects";
import type { LiveGroup } from "../answers";
import { caps } from "../calls";
import { codes, type TencentClient } from "../client";
import { carryingKeys, pairsToSend } from "../custom-data";
import { accountsOf } from "../people";
import type { GroupDeclaration, GroupState } from "./fields";
import { markOf, temporary } from "./mark";
import { liveFields } from "./profile";

const call = "group_open_http_svc/create_group";

/** What a create carries as it is declared. The members come after it, since only then the vendor answers for each of them. */
const atCreate = [
  "Type",
  "GroupId",
  "Owner_Account",
  "Introduction",
  "Notification",
  "FaceUrl",
  "MaxMemberCount",
  "ApplyJoinOption",
  "InviteJoinOption",
  "SupportTopic",
  "AppDefinedData",
] as const;

/** Makes the group, with the id that is declared or one that the server assigns, or takes back the one that is ours. */
export function ensureGroup(client: TencentClient, inputs: GroupDeclaration): Promise<Ensured<GroupState>> {
  return inputs.GroupId === undefined ? withAssignedId(client, inputs) : withChosenId(client, inputs, inputs.GroupId);
}

async function withChosenId(
  client: TencentClient,
  inputs: GroupDeclaration,
  GroupId: string,
): Promise<Ensured<GroupState>> {
  const { mark, adopt = false } = inputs;
  const { found, wasThere } = await makeChosen<Partial<GroupState>, unknown>({
    what: `tencent group ${GroupId}`,
    idKey: "GroupId",
    facts: { vendor: "tencent", call, object: GroupId },
    mark,
    adopt,
    // Without a mark, only a look before tells what came of a create that got no answer.
    isCreateSafe: mark !== undefined,
    look: async () => {
      const group = await client.group(GroupId);
      return group && { ...liveFields(group), ...(mark !== undefined && { mark: await markOf(client, group) }) };
    },
    create: () => createGroup(client, inputs),
    saysExists: (error) => {
      const code = refusal(error)?.vendorCode;
      return code === codes.groupIdTaken || code === codes.groupIdOurs;
    },
  });
  return { id: GroupId, current: found ?? madeBy(inputs), wasThere };
}

async function withAssignedId(client: TencentClient, inputs: GroupDeclaration): Promise<Ensured<GroupState>> {
  const { Type, Owner_Account = "", Name, mark, adopt = false } = inputs;
  // The vendor lists the groups that an account is in, and an AVChatRoom has nobody in it at first.
  const isInOwnersList = Owner_Account !== "" && Type !== "AVChatRoom";
  const { id, made, wasThere } = await client.groupCreations.create({
    what: "tencent group",
    facts: { vendor: "tencent", call, object: Name },
    owner: Owner_Account,
    name: Name,
    firstName: firstNameOf(inputs),
    mark,
    adopt,
    listing: JSON.stringify(isInOwnersList ? [Type, inputs.SupportTopic, Owner_Account] : [Type]),
    list: async () => {
      const groups = isInOwnersList ? await groupsOf(client, inputs, Owner_Account) : await allGroups(client, Type);
      return groups.map((group) => ({
        id: group.GroupId,
        name: group.Name,
        owner: group.Owner_Account,
        mark: temporary.markIn(group),
      }));
    },
    markOf: async (GroupId) => (await markOf(client, { GroupId })) || undefined,
    create: () => createGroup(client, inputs),
  });
  return { id, current: { ...(made ?? { mark }), GroupId: id }, wasFound: made === undefined, wasThere };
}

async function createGroup(client: TencentClient, inputs: GroupDeclaration) {
  const { GroupId, Name, Owner_Account, AppDefinedData = {} } = inputs;
  const pairs = pairsToSend(AppDefinedData).filter(({ Value }) => Value !== "");
  const parameters = {
    ...pickDefined(inputs, atCreate),
    Name: firstNameOf(inputs),
    AppDefinedData: pairs.length > 0 ? pairs : undefined,
  };
  const keys = pairs.map(({ Key }) => Key);
  try {
    const answer = await carryingKeys(keys, "group", client.call(call, parameters, { object: GroupId ?? Name }));
    client.confirm(call, "GroupId", GroupId, answer.GroupId);
    return { id: answer.GroupId, made: madeBy(inputs) };
  } catch (error) {
    const accounts = accountsOf(client);
    // Only one is named.
    throw Owner_Account !== undefined && accounts.mayBeUnknown(error)
      ? tellingUnknown(accounts, [Owner_Account], error)
      : error;
  }
}

/** The name until the group has its mark. */
function firstNameOf({ mark, Name }: GroupDeclaration): string {
  return temporary.first(mark, Name);
}

/** Longer names are refused by some of the vendor's pages. */
const surelyShort = 30;

/**
 * Takes away a group that the vendor refuses to finish. It is empty: the name is there before members are added. One that a
 * state has already is called by its id instead.
 */
export async function endTemporaryName(
  client: TencentClient,
  GroupId: string,
  current: Partial<GroupState>,
  { mark }: GroupDeclaration,
  isNew: boolean,
): Promise<boolean> {
  const about = { object: GroupId };
  if (isNew && isSameResource(temporary.markIn(current), mark)) {
    await client.call("group_open_http_svc/destroy_group", { GroupId }, about);
    return true;
  }
  const Name = GroupId.slice(0, surelyShort);
  await client.call("group_open_http_svc/modify_group_base_info", { GroupId, Name }, about);
  current.Name = Name;
  return false;
}

/** What a group is right after its create. */
function madeBy(inputs: GroupDeclaration): Partial<GroupState> {
  const nobody = { MemberList: {}, MutedAccountList: {}, BannedAccountList: {} };
  const Owner_Account = inputs.Owner_Account ?? "";
  const fields = pickDefined(inputs, atCreate);
  return { ...fields, ...nobody, Name: firstNameOf(inputs), Owner_Account, MuteAllMember: "Off", mark: "" };
}

/** What a listing shows of a group. */
type ListedGroup = Pick<LiveGroup, "GroupId" | "Name" | "Owner_Account">;

/** The groups of this type that an account is in. */
async function groupsOf(
  client: TencentClient,
  { Type, SupportTopic }: GroupDeclaration,
  Member_Account: string,
): Promise<ListedGroup[]> {
  const asked = {
    Member_Account,
    GroupType: Type,
    SupportTopic,
    Limit: caps.groupsPerPage,
    // Nobody has written in a new one yet.
    WithNoActiveGroups: 1,
    ResponseFilter: { GroupBaseInfoFilter: ["Name", "Owner_Account"] },
  };
  const call = "group_open_http_svc/get_joined_group_list";
  const groups = await everyItem<ListedGroup, number>({
    facts: { vendor: "tencent", call, object: Member_Account },
    first: 0,
    read: async (Offset) => {
      const page = await client.call(call, { ...asked, Offset }, { object: Member_Account });
      const items = page.GroupIdList;
      const isLast = items.length < caps.groupsPerPage;
      return { items, next: isLast ? undefined : Offset + items.length, total: page.TotalCount };
    },
    idOf: ({ GroupId }) => GroupId,
    gave: (found, total) => `for ${Member_Account} gave ${found} groups of ${total}`,
    again: true,
  });
  return [...groups.values()];
}

/** All groups of this type in the app. */
async function allGroups(client: TencentClient, GroupType: string): Promise<ListedGroup[]> {
  const call = "group_open_http_svc/get_appid_group_list";
  const listed = await everyItem<{ GroupId: string }, string>({
    facts: { vendor: "tencent", call, object: GroupType },
    first: noMore,
    read: async (Next) => {
      const asked = { GroupType, Limit: caps.groupsPerAppPage, Next: exactNumber(Next) };
      const page = await client.call(call, asked, { object: GroupType });
      const next = page.Next === noMore ? undefined : page.Next;
      return { items: page.GroupIdList, next, total: page.TotalCount };
    },
    idOf: ({ GroupId }) => GroupId,
    gave: (found, total) => `for ${GroupType} gave ${found} groups of ${total}`,
    // Whether the vendor looks for the type before or after it cuts the pages is not documented.
    mayBringNothing: true,
    again: true,
  });
  const groups = await Promise.all([...listed.keys()].map((id) => client.group(id)));
  return groups.filter((group) => group !== undefined);
}

/** Where the list of all groups begins, and what it ends with. */
const noMore = "0";

/** Digits as the number that they are, which may be beyond the safe ones. */
function exactNumber(digits: string): unknown {
  const number = Number(digits);
  if (Number.isSafeInteger(number)) return number;
  return "rawJSON" in JSON && typeof JSON.rawJSON === "function" ? JSON.rawJSON(digits) : digits;
}
