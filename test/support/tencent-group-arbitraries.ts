import fc from "fast-check";
import type { Values } from "../../provider/values/values";
import { bytes, some, visible } from "./arbitraries";

export const groupTypes = ["Private", "Public", "ChatRoom", "AVChatRoom", "Community"] as const;
export type GroupType = (typeof groupTypes)[number];

/** The custom keys that the emulator is to know. */
export const customKeys = ["kind", "toString", "é"] as const;

/** People who may be in a group. */
export const people = ["ann", "bo", "C d", "constructor", "e@e", "f&f"] as const;

const customData = (max: number) => some(Object.fromEntries(customKeys.map((key) => [key, bytes(max)])));

const name = visible(bytes(30).map((text) => text || "x"));

const common = {
  Introduction: bytes(240),
  Notification: bytes(300),
  FaceUrl: fc.constantFrom("", "https://example.com/a.png", `https://example.com/${"é".repeat(40)}`),
  MuteAllMember: fc.constantFrom("On", "Off"),
  AppDefinedData: customData(512),
};
const invites = { InviteJoinOption: fc.constantFrom("FreeAccess", "NeedPermission", "DisableInvite") };
const history = { HistoryMsgBeforeJoin: fc.constantFrom("On", "Off") };
const applies = { ApplyJoinOption: fc.constantFrom("FreeAccess", "NeedPermission", "DisableApply") };

/** The fields of a group that its type has, beside its people. */
export function groupFields(type: GroupType): fc.Arbitrary<Values> {
  const own = {
    Private: { ...invites, ...history },
    Public: { ...invites, ...history, ...applies },
    ChatRoom: { ...invites, ...history },
    AVChatRoom: {},
    Community: {},
  }[type];
  return fc.tuple(name, some<Values>({ ...common, ...own })).map(([Name, fields]) => ({ Name, ...fields }));
}

const end = fc.constantFrom("2020-01-01T00:00:00Z", inHours(2), "2045-01-01T00:00:00+08:00", 4_294_967_295, undefined);

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

type People = Values | (string | Values)[];

/** Some of the people, as a map, as a list of ids, or as a list of objects. */
function someOf(pool: readonly string[], of: fc.Arbitrary<Values>): fc.Arbitrary<People> {
  const chosen = fc
    .subarray([...pool])
    .chain((ids) => fc.tuple(...ids.map((id) => of.map((fields): [string, Values] => [id, fields]))));
  return fc.tuple(chosen, fc.constantFrom("map", "ids", "objects")).map(([entries, form]) => {
    if (form === "map") return Object.fromEntries(entries);
    if (form === "ids") return entries.map(([id]) => id);
    return entries.map(([id, fields]) => ({ Member_Account: id, ...fields }));
  });
}

const restricted = (key: string) => end.map((until): Values => (until === undefined ? {} : { [key]: until }));

/** A member as a group of the type has him. */
function member(type: GroupType): fc.Arbitrary<Values> {
  return some<Values>({
    ...(type !== "Private" && { Role: fc.constantFrom("Admin", "Member") }),
    NameCard: visible(bytes(50)),
    AppMemberDefinedData: customData(64),
  }) as fc.Arbitrary<Values>;
}

/** Members of a group of the type, of all the people or of these. */
export function memberList(type: GroupType, pool: readonly string[] = people): fc.Arbitrary<People> {
  return someOf(pool, member(type));
}

/** Owner, members, mutes and bans that the type has, so that none is in the way of another. The owner of an AVChatRoom is always ann. */
export function groupPeople(type: GroupType): fc.Arbitrary<Values> {
  return fc
    .record({
      owner: type === "AVChatRoom" ? fc.constant("ann") : fc.constantFrom(...people),
      out: fc.subarray([...people]),
    })
    .chain(({ owner, out }) => {
      const inside = people.filter((id) => id !== owner && !out.includes(id));
      return fc.record<Values>(
        {
          ...(type !== "AVChatRoom" && { Owner_Account: fc.constant(owner), MemberList: memberList(type, inside) }),
          ...(type !== "Private" && { MutedAccountList: someOf(people, restricted("MutedUntil")) }),
          BannedAccountList: someOf(
            out.filter((id) => id !== owner),
            restricted("BannedUntil"),
          ),
        },
        { noNullPrototype: true },
      );
    });
}
