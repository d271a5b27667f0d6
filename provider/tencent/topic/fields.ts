import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { dataBesideMark, markField } from "../../ownership/fields";
import { asId, bytes, described, filledText, flag, type Shape, shownName, url, word } from "../../schema/fields";
import { doubtfulLimits } from "../group/text-limits";

/** What a {@link Topic} is declared with. A field that is left out is not managed; `""` clears a text. */
export interface TopicInputs {
  /**
   * The community that the topic is in, made with `SupportTopic: 1`. A change makes a new topic.
   * @call million_group_open_http_svc/create_topic
   */
  GroupId: string;
  /**
   * The topic's id where you choose it: the community's GroupId, `@TOPIC#_`, and a part of your own. Left out, the server
   * assigns one. A change makes a new topic.
   * @call million_group_open_http_svc/create_topic
   */
  TopicId?: string | undefined;
  /**
   * The topic's name. Some of the vendor's pages allow 100 bytes, others 30: beyond 30 the provider warns.
   * @call million_group_open_http_svc/create_topic, million_group_open_http_svc/modify_topic
   */
  TopicName: string;
  /**
   * Introduction. Some of the vendor's pages allow 400 bytes, others 240: beyond 240 the provider warns.
   * @call million_group_open_http_svc/create_topic, million_group_open_http_svc/modify_topic
   */
  Introduction?: string | undefined;
  /**
   * Announcement. Some of the vendor's pages allow 400 bytes, others 300: beyond 300 the provider warns.
   * @call million_group_open_http_svc/create_topic, million_group_open_http_svc/modify_topic
   */
  Notification?: string | undefined;
  /**
   * URL of the topic's picture. Some of the vendor's pages allow 500 bytes, others 100: beyond 100 the provider warns.
   * @call million_group_open_http_svc/create_topic, million_group_open_http_svc/modify_topic
   */
  FaceUrl?: string | undefined;
  /**
   * Your own data, readable by clients: a text, or an object that is sent as JSON. The ownership mark stands beside it.
   * @call million_group_open_http_svc/create_topic, million_group_open_http_svc/modify_topic
   */
  CustomString?: string | Record<string, unknown> | undefined;
  /**
   * Whether only the community's owner and admins may send in the topic.
   * @call million_group_open_http_svc/modify_topic
   */
  MuteAllMember?: "On" | "Off" | undefined;
  /**
   * Whether to take over a topic that is there and not ours: the one of this `TopicId`, or, where that is left out, the one
   * of this `TopicName` in the community.
   * @default false
   */
  adopt?: boolean | undefined;
  /** Set by the resource class: what tells our own work from that of others. See `im:ownershipMark`. */
  mark?: string | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app makes a new topic there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** Inputs after normalisation: `CustomString` as text. */
export interface TopicDeclaration extends TopicInputs {
  CustomString?: string | undefined;
}

/** What the program can read of a {@link Topic}. */
export interface TopicState extends TopicDeclaration {
  /** The topic's id, as declared or as the server assigned it. */
  TopicId: string;
  /** Whether `TopicId` is declared; otherwise the server assigned it. */
  TopicIdDeclared: boolean;
  /** The SDKAppID of the app that the topic is in. */
  appId: string;
}

export const longestCustomString = 3000;

/** What stands between a community's id and the topic's own part. */
export const infix = "@TOPIC#_";

export const schema = z.strictObject({
  GroupId: asId(filledText(64)),
  TopicId: described(
    z.string().regex(/^[\x20-\x7e]+@TOPIC#_[\x20-\x7e]+$/),
    "the community's GroupId, @TOPIC#_ and a part of your own, in printable ASCII",
    "Write it as in @TGS#_shop@TOPIC#_news, or leave it out and the server assigns one.",
  ).optional(),
  TopicName: shownName(filledBytes(doubtfulLimits.Name.atMost)),
  Introduction: bytes(doubtfulLimits.Introduction.atMost).optional(),
  Notification: bytes(doubtfulLimits.Notification.atMost).optional(),
  FaceUrl: url(doubtfulLimits.FaceUrl.atMost, "bytes").optional(),
  CustomString: dataBesideMark(bytes(longestCustomString)).optional(),
  MuteAllMember: word({ On: "only they", Off: "everybody" }).optional(),
  adopt: flag().optional(),
  mark: markField().optional(),
  connection: connectionField(),
} satisfies Shape<TopicDeclaration>);

export const texts = ["TopicName", "Introduction", "Notification", "FaceUrl"] as const;

export const profileFields = [...texts, "CustomString", "MuteAllMember"] as const;

export const createCall = "million_group_open_http_svc/create_topic";

function filledBytes(max: number) {
  const schema = z.string().refine((value) => value !== "" && Buffer.byteLength(value) <= max);
  return described(schema, `a text of 1 to ${max} bytes in UTF-8`, "Shorten it, or give it a value.");
}
