import { ImError } from "../../errors";
import { notUnderstood } from "../../http/answers";
import { timestampMs, timestampText } from "../../schema/timestamps";
import { own } from "../../values/objects";
import type { RoomMember, TagHolder } from "../answers";
import { type Call, caps } from "../calls";
import type { CommsEaseClient } from "../client";
import { roleOf, type Standing } from "./steps";

/** A fixed member as the vendor shows it. A text or tags that are undefined are not known. */
export interface Person extends Standing {
  isInside?: boolean | undefined;
  nick?: string | undefined;
  avator?: string | undefined;
  ext?: string | undefined;
  mutedUntil?: string | undefined;
  tags?: string[] | undefined;
  notifyTargetTags?: string | undefined;
}

/** What is declared of a person and bears on reading it. */
type Declared = Pick<Person, "mutedUntil" | "tags" | "notifyTargetTags">;

/** The vendor's seconds are inexact, and no two clocks agree: nearer than this, two ends are one. */
const toleranceMs = 60_000;

/**
 * The fixed members of a room beside its creator, by accid.
 * @param declared what the state says of them; tags are read only of these, and only while their holders are inside
 */
export async function fixedMembers(
  client: CommsEaseClient,
  roomid: string,
  creator: string,
  declared: Record<string, Declared>,
): Promise<Record<string, Person>> {
  const found = await allPages("chatroom/membersByPage", roomid, (endtime, limit) =>
    client.call("chatroom/membersByPage", { roomid, type: 0, endtime, limit }, roomid),
  );
  found.delete(creator);
  const isAnyHidden = [...found.values()].some(({ type }) => type === "LIMITED");
  const managers = isAnyHidden ? await managersOf(client, roomid) : new Set<string>();
  const people: Record<string, Person> = {};
  for (const [accid, member] of found) {
    people[accid] = personOf(member, managers.has(accid), own(declared, accid), client.now());
  }
  await readTags(client, roomid, people, declared);
  return people;
}

function personOf(member: RoomMember, isManager: boolean, declared: Declared | undefined, now: number): Person {
  const { tempMuted, tempMuteTtl = 0, type, blacklisted, muted, onlineStat, nick, avator, ext } = member;
  const ttl = tempMuted ? tempMuteTtl : 0;
  const mutedUntil = endOfMute(declared?.mutedUntil, ttl > 0 ? now + ttl * 1000 : undefined, now);
  return {
    role: isManager ? "manager" : (roleOf(type) ?? "hidden"),
    blocked: blacklisted,
    muted,
    isInside: onlineStat,
    nick,
    avator,
    ext,
    ...(mutedUntil !== undefined && { mutedUntil }),
    // Of who is not inside nothing can be read: they keep what they were given last.
    tags: declared?.tags,
    notifyTargetTags: declared?.notifyTargetTags,
  };
}

/** The end of a temporary mute to tell: the declared one where it has passed or is what the vendor says. */
export function endOfMute(declared: string | undefined, live: number | undefined, now: number): string | undefined {
  const end = timestampMs(declared);
  if (end !== undefined && (end <= now || Math.abs((live ?? now) - end) <= toleranceMs)) return declared;
  return live === undefined ? undefined : timestampText(live);
}

/** Who is restricted shows as that only; the list of managers tells whether it is one as well. */
async function managersOf(client: CommsEaseClient, roomid: string): Promise<Set<string>> {
  const managers = await client.call("chatroom/queryMembersByRole", { roomid, roles: { manager: true } }, roomid);
  return new Set(managers.map(({ accid }) => accid));
}

async function readTags(
  client: CommsEaseClient,
  roomid: string,
  people: Record<string, Person>,
  declared: Record<string, Declared>,
): Promise<void> {
  const tagged = Object.entries(people).filter(
    ([accid, { isInside }]) => isInside && own(declared, accid)?.tags?.length,
  );
  const tags = new Set(tagged.flatMap(([accid]) => own(declared, accid)?.tags ?? []));
  const holders = new Map<string, TagHolder>();
  for (const tag of tags) {
    const found = await allPages("chatroom/tagMembersQuery", roomid, (endTime, limit) =>
      client.call("chatroom/tagMembersQuery", { roomid, tag, endTime, limit }, roomid),
    );
    for (const [accid, member] of found) holders.set(accid, member);
  }
  for (const [accid, person] of tagged) {
    const holder = holders.get(accid);
    person.tags = sorted(holder?.tags ?? []);
    person.notifyTargetTags = holder?.notifyTargetTags ?? "";
  }
}

/** Tags in one order and each once: the vendor's order means nothing. */
export function sorted(tags: readonly string[]): string[] {
  return [...new Set(tags)].sort();
}

/** Every page of a listing that goes back in the time of entering. */
async function allPages<Member extends Pick<TagHolder, "accid" | "enterTime">>(
  call: Call,
  roomid: string,
  read: (until: number, limit: number) => Promise<Member[]>,
): Promise<Map<string, Member>> {
  const limit = caps.roomMembersPerPage;
  const found = new Map<string, Member>();
  for (let until = 0; ; ) {
    const page = await read(until, limit);
    const before = found.size;
    for (const member of page) found.set(member.accid, member);
    if (page.length < limit) return found;
    if (found.size === before) throw unreadable(call, roomid);
    // One later than the last: whether a page leaves out those of its very time is not documented.
    until = Math.min(...page.map((member) => member.enterTime ?? Number.NaN)) + 1;
    if (Number.isNaN(until)) throw withoutTime(call, roomid);
  }
}

function unreadable(call: Call, roomid: string): ImError {
  return new ImError(
    "IM_UNAVAILABLE",
    `commsease ${call} for ${roomid} does not get past ${caps.roomMembersPerPage} members of the same time, so the list is not complete. Nothing was changed.`,
    { vendor: "commsease", call, object: roomid },
  );
}

function withoutTime(call: Call, roomid: string): ImError {
  const what = "a page is full and has members without `enterTime`, so the next one cannot be asked for";
  return notUnderstood({ vendor: "commsease", call, object: roomid }, what);
}
