import { type Entries, EntriesChange } from "../../collections/entries";
import { inRounds } from "../../collections/rounds";
import { refusal } from "../../errors";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define } from "../../resource/definition";
import { notThere } from "../../resource/not-there";
import type { Problem } from "../../schema/problems";
import { codes, type TencentClient } from "../client";
import { markKey } from "../group/mark";
import { vendor } from "../vendor";
import {
  type GroupAttributesInputs,
  type GroupAttributesState,
  type LiveGroupAttributes,
  mostBytes,
  mostKeys,
  schema,
} from "./fields";
import { guide } from "./guide";

/** The definition of `tencent.GroupAttributes`. */
export const groupAttributes = define<TencentClient, GroupAttributesInputs, LiveGroupAttributes>({
  kind: "tencent:GroupAttributes",
  vendor,
  schema,
  outputs: ["appId"],
  identities: [{ object: "group", part: "attributes", by: "GroupId", keys: "GroupAttr" }],
  secrets: [],
  sets: ["GroupAttr"],
  replaceOn: ["GroupId"],
  writeOnly: ["membership"],
  calls: [
    {
      call: "group_open_attr_http_svc/get_group_attr",
      when: "before each create, update and delete, on refresh, and where somebody else wrote at the same time",
    },
    {
      call: "group_open_http_svc/delete_group_attr",
      when: "for attributes that are no longer declared, and on delete",
    },
    { call: "group_open_http_svc/modify_group_attr", when: "for attributes that differ" },
  ],
  onDelete:
    "Deletes the attributes of the state, those that a refresh found in an authoritative set too. Attributes of others stay.",
  guide,

  normalise: (raw) => ({ inputs: raw, problems: [] }),

  conflicts({ GroupAttr = {} }) {
    const count = Object.keys(GroupAttr).length;
    const size = Object.values(GroupAttr).reduce((sum, value) => sum + Buffer.byteLength(value), 0);
    const problems: Problem[] = [];
    if (count > mostKeys) {
      problems.push({
        path: ["GroupAttr"],
        seen: `${count} attributes`,
        allowed: `${mostKeys}, and 15 in a tencent.Group that bears an ownership mark`,
        fix: "Declare fewer; several values fit into one text.",
      });
    }
    if (size > mostBytes) {
      problems.push({
        path: ["GroupAttr"],
        seen: `values of ${size} bytes in UTF-8`,
        allowed: `${mostBytes} bytes in all`,
        fix: "Shorten them; letters outside ASCII take 2 to 4 bytes.",
      });
    }
    return problems;
  },

  cautions({ GroupId, GroupAttr = {} }) {
    if (Object.keys(GroupAttr).length < mostKeys) return [];
    return [
      `tencent attributes of group ${GroupId ?? ""}: with ${mostKeys} of them there is no room for the ownership mark of a tencent.Group.`,
    ];
  },

  // A delete that comes later would take what the replacement has set.
  replacement: "delete",

  async observe(client, GroupId, prior) {
    const all = await attributesOf(client, GroupId);
    return all && asState(all, prior);
  },

  async ensure(client, inputs) {
    const { GroupId } = inputs;
    const all = await attributesOf(client, GroupId);
    if (all) return { id: GroupId, current: { GroupId, GroupAttr: {}, all } };
    throw notThere({ vendor: "tencent", object: "group", id: GroupId, by: "GroupId" }, "no attribute was set");
  },

  async sync(client, GroupId, current, inputs, prior) {
    const { GroupAttr: declared, membership, connection } = inputs;
    const before = prior.GroupAttr ?? {};
    // Of an additive set nothing else is ours to know.
    const shown = (all: Entries<string>) =>
      membership === "additive" ? those(all, (key) => Object.hasOwn(declared, key) || Object.hasOwn(before, key)) : all;
    // At once: a state that took one for the other would have the next refresh bring all in, or leave ours out.
    Object.assign(current, { membership, connection });
    const start = { declared, live: shown(current.all ?? {}), prior: before };
    const change = new EntriesChange<string>(
      {
        what: `attributes of tencent group ${GroupId}`,
        isSame: (a, b) => a === b,
        read: async () => shown((await attributesOf(client, GroupId)) ?? {}),
        put: async (entries, accepted) => {
          await modify(client, GroupId, entries);
          accepted(Object.keys(entries));
        },
        drop: async (keys, gone) => {
          await drop(client, GroupId, keys);
          gone(keys);
        },
        record: (entries) => {
          current.GroupAttr = entries;
        },
      },
      start,
    );
    await inRounds(
      async () => {
        await change.drop();
        await change.put();
      },
      (error) => {
        change.forget();
        return isOvertaken(error);
      },
    );
  },

  async remove(client, GroupId, prior, live) {
    await inRounds(async (failure) => {
      const all = (failure === undefined ? live.all : await attributesOf(client, GroupId)) ?? {};
      const ours = Object.keys(prior.GroupAttr ?? {}).filter((key) => Object.hasOwn(all, key));
      if (ours.length > 0) await drop(client, GroupId, ours);
    }, isOvertaken);
  },
});

/** What a program gives to {@link GroupAttributes}: each value now, or as an output of another resource. */
export type GroupAttributesArgs = ArgsOf<GroupAttributesInputs>;

/** The attributes of a Tencent IM group: up to 16 texts by key, which its clients read and are told of. */
export class GroupAttributes extends resourceClass<GroupAttributesArgs, GroupAttributesState>(groupAttributes) {}

/** All attributes of a group but its mark; undefined where there is no such group. */
async function attributesOf(client: TencentClient, GroupId: string): Promise<Entries<string> | undefined> {
  try {
    const call = "group_open_attr_http_svc/get_group_attr";
    const { GroupAttrAry } = await client.call(call, { GroupId }, { object: GroupId });
    const pairs = GroupAttrAry.map(({ key, value }) => [key, value] as const);
    return Object.fromEntries(pairs.filter(([key]) => key !== markKey));
  } catch (error) {
    const code = refusal(error)?.vendorCode;
    if (code === codes.groupUnknown || code === codes.groupIdUnknown) return undefined;
    throw error;
  }
}

async function modify(client: TencentClient, GroupId: string, entries: Entries<string>): Promise<void> {
  const GroupAttr = Object.entries(entries).map(([key, value]) => ({ key, value }));
  await client.call(
    "group_open_http_svc/modify_group_attr",
    { GroupId, GroupAttr },
    { object: GroupId, lane: GroupId },
  );
}

async function drop(client: TencentClient, GroupId: string, keys: readonly string[]): Promise<void> {
  const GroupAttr = keys.map((key) => ({ key }));
  await client.call(
    "group_open_http_svc/delete_group_attr",
    { GroupId, GroupAttr },
    { object: GroupId, lane: GroupId },
  );
}

/** Whether somebody else has written in between, or an attribute is gone already, so that it is looked and done again. */
function isOvertaken(error: unknown): boolean {
  const code = refusal(error)?.vendorCode;
  return code === codes.attributeRace || code === codes.attributeUnknown;
}

/** What is there as the state keeps it: of an additive set only what it has. */
function asState(all: Entries<string>, prior: Partial<GroupAttributesState>): Partial<LiveGroupAttributes> {
  const { GroupAttr = {}, membership } = prior;
  const shown = membership === "additive" ? those(all, (key) => Object.hasOwn(GroupAttr, key)) : all;
  return { ...prior, all, GroupAttr: shown };
}

function those(entries: Entries<string>, wanted: (key: string) => boolean): Entries<string> {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => wanted(key)));
}
