import { refuse } from "../../cloud/refusal";
import { byteLength } from "../../cloud/text-length";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { GroupId, list, object, required, text } from "../parameters";
import type { Group } from "../state";
import { findGroup } from "./rules";

const KEYS = 16;
const KEY_BYTES = 32;
const VALUE_BYTES = 4000;
const ALL_BYTES = 16_000;
/** Writes of all kinds together, for each group. */
const BUDGET = { calls: 5, windowMs: 1000 };

const offered = required(
  list(object({ key: required(text({ nonEmpty: true })), value: required(text()) }), { nonEmpty: true }),
);

interface Attribute {
  readonly key: string;
  readonly value: string;
}

/** A group whose type has attributes. */
function find(context: Context, id: string): Group {
  const group = findGroup(context, id);
  if (context.settings.attributeTypes === "all" || group.Type === "AVChatRoom") return group;
  return refuse(10007, `attributes are not supported by ${group.Type}`);
}

/** A group that may be written to now. */
function findWritable(context: Context, id: string): Group {
  const group = find(context, id);
  if (context.admit(`attributes:${id}`, BUDGET)) return group;
  return refuse(10049, "too many attribute writes");
}

function checkLimits(attributes: ReadonlyMap<string, string>): void {
  const sizes = [...attributes.values()].map(byteLength);
  if ([...attributes.keys()].some((key) => byteLength(key) > KEY_BYTES)) refuse(10045, "attribute key is too long");
  if (sizes.some((size) => size > VALUE_BYTES)) refuse(10046, "attribute value is too long");
  if (attributes.size > KEYS) refuse(10047, "too many attributes");
  if (sizes.reduce((sum, size) => sum + size, 0) > ALL_BYTES) refuse(10048, "attributes are too large");
}

/** Writes attributes over those to begin with, or nothing where the whole would break a limit. */
function write(group: Group, start: ReadonlyMap<string, string>, attributes: readonly Attribute[]): void {
  const next = new Map([...start, ...attributes.map(({ key, value }) => [key, value] as const)]);
  checkLimits(next);
  group.attributes.clear();
  for (const [key, value] of next) group.attributes.set(key, value);
}

/** The free-form attributes of a group. */
export const groupAttributeEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group_open_http_svc/set_group_attr",
    parameters: { GroupId, GroupAttr: offered },
    handle({ GroupId, GroupAttr }, context) {
      const group = findWritable(context, GroupId);
      write(group, context.settings.setGroupAttr === "replace" ? new Map() : group.attributes, GroupAttr);
      return {};
    },
  }),
  endpoint({
    call: "group_open_http_svc/modify_group_attr",
    parameters: { GroupId, GroupAttr: offered },
    handle({ GroupId, GroupAttr }, context) {
      const group = findWritable(context, GroupId);
      write(group, group.attributes, GroupAttr);
      return {};
    },
  }),
  endpoint({
    call: "group_open_http_svc/delete_group_attr",
    parameters: {
      GroupId,
      GroupAttr: required(list(object({ key: required(text({ nonEmpty: true })) }), { nonEmpty: true })),
    },
    handle({ GroupId, GroupAttr }, context) {
      const { attributes } = findWritable(context, GroupId);
      const missing = GroupAttr.find(({ key }) => !attributes.has(key));
      if (missing) return refuse(10050, `attribute ${missing.key} does not exist`);
      for (const { key } of GroupAttr) attributes.delete(key);
      return {};
    },
  }),
  endpoint({
    call: "group_open_http_svc/clear_group_attr",
    parameters: { GroupId },
    handle({ GroupId }, context) {
      const group = findWritable(context, GroupId);
      if (group.Type === "Community" && context.settings.communityAttributes === "withoutClear") {
        return refuse(10007, "not supported by Community");
      }
      group.attributes.clear();
      return {};
    },
  }),
  endpoint({
    call: "group_open_attr_http_svc/get_group_attr",
    reads: true,
    parameters: { GroupId },
    handle: ({ GroupId }, context) => ({
      GroupAttrAry: [...find(context, GroupId).attributes].map(([key, value]) => ({ key, value })),
    }),
  }),
];
