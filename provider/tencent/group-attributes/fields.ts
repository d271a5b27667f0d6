import { z } from "zod";
import type { Entries } from "../../collections/entries";
import { connectionField } from "../../connection/fields";
import { asId, bytes, described, filledText, type Shape } from "../../schema/fields";
import { markKey } from "../group/mark";

/** What {@link GroupAttributes} are declared with. */
export interface GroupAttributesInputs {
  /**
   * The group; also the resource's id. A change leaves the attributes of the group before as a delete does.
   * @call group_open_attr_http_svc/get_group_attr
   */
  GroupId: string;
  /**
   * The attributes, as texts by key. One that was there under a declared key is taken over. A `tencent.Group` with an
   * ownership mark keeps that in an attribute of its own, `pulumi-im`, which does not count here, and leaves room for 15.
   * @call group_open_http_svc/modify_group_attr, group_open_http_svc/delete_group_attr
   */
  GroupAttr: Record<string, string>;
  /**
   * Whether `GroupAttr` is all that the group has (`"authoritative"`) or only a part of it (`"additive"`). Either way only
   * attributes that the state knows are deleted; those of others come into the state of an authoritative set by a refresh. A
   * change to `"additive"` lets go of these.
   * @default "authoritative"
   */
  membership?: "authoritative" | "additive" | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app sets the attributes of a group there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** What the program can read of {@link GroupAttributes}. */
export interface GroupAttributesState extends GroupAttributesInputs {
  /** The SDKAppID of the app that the group is in. */
  appId: string;
}

export const mostKeys = 16;

const longestKey = 32;

export const mostBytes = 16_000;

export const schema = z.strictObject({
  GroupId: asId(filledText(64)),
  GroupAttr: described(
    z.record(keyField(), bytes(4000)),
    `a map of at most ${mostKeys} texts, each of at most 4000 bytes in UTF-8, together ${mostBytes}`,
    'Write { topic: "release" }.',
  ),
  membership: described(
    z.enum(["authoritative", "additive"]),
    "authoritative (all that the group has) or additive (a part of it)",
    "Give one of these words.",
  ).optional(),
  connection: connectionField(),
} satisfies Shape<GroupAttributesInputs>);

/** The state, and what a change knows beside it. */
export interface LiveGroupAttributes extends GroupAttributesState {
  /** All attributes but the mark. Not kept. */
  all: Entries<string>;
}

function keyField() {
  const schema = z
    .string()
    .min(1)
    .refine((key) => Buffer.byteLength(key) <= longestKey && key !== markKey && key !== "__proto__");
  return described(
    schema,
    `a key of 1 to ${longestKey} bytes in UTF-8, other than ${markKey}, which bears a group's ownership mark`,
    "Shorten it, or choose another.",
  );
}
