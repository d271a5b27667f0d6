import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { GroupId, integer, list, object, oneOf, optional, required, text } from "../parameters";
import type { Group } from "../state";
import { demandType, findGroup } from "./rules";

const KEYS = 20;

const key = text({ nonEmpty: true, max: 128, title: "counter key" });

function find(context: Context, id: string): Group {
  if (!context.settings.counterFeature) return refuse(10059, "counters need the top plan");
  const group = findGroup(context, id);
  demandType(group, ["Private", "Public", "ChatRoom", "AVChatRoom"]);
  return group;
}

function show(counters: ReadonlyMap<string, number>, keys: readonly string[]) {
  return { GroupCounter: keys.flatMap((Key) => (counters.has(Key) ? [{ Key, Value: counters.get(Key) }] : [])) };
}

/** Numbers that a group keeps. Beyond 53 bits they are not exact here. */
export const groupCounterEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group_open_http_svc/update_group_counter",
    parameters: {
      GroupId,
      GroupCounter: required(list(object({ Key: required(key), Value: required(integer()) }), { nonEmpty: true })),
      Mode: optional(oneOf("Set", "Increase", "Decrease")),
    },
    handle({ GroupId, GroupCounter, Mode }, context) {
      const { counters } = find(context, GroupId);
      const keys = new Set(GroupCounter.map((one) => one.Key));
      if (new Set([...counters.keys(), ...keys]).size > KEYS) return refuse(10063, "too many counters");
      const mode = Mode ?? context.settings.counterMode;
      for (const { Key, Value } of GroupCounter) {
        const before = counters.get(Key) ?? 0;
        counters.set(Key, { Set: Value, Increase: before + Value, Decrease: before - Value }[mode]);
      }
      return show(counters, [...keys]);
    },
  }),
  endpoint({
    call: "group_open_http_svc/get_group_counter",
    reads: true,
    parameters: { GroupId, GroupCounterKeys: optional(list(key)) },
    handle({ GroupId, GroupCounterKeys }, context) {
      const { counters } = find(context, GroupId);
      return show(counters, GroupCounterKeys ?? [...counters.keys()]);
    },
  }),
  endpoint({
    call: "group_open_http_svc/delete_group_counter",
    parameters: { GroupId, GroupCounterKeys: optional(list(key)) },
    handle({ GroupId, GroupCounterKeys }, context) {
      const { counters } = find(context, GroupId);
      for (const one of GroupCounterKeys ?? [...counters.keys()]) counters.delete(one);
      return {};
    },
  }),
];
