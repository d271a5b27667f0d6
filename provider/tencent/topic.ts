import { z } from "zod";
import { type Answer, pickDefined, records } from "../answers";
import { makeChosen } from "../chosen-id";
import type { Definition, Ensured } from "../definition";
import { refusal } from "../errors";
import {
  asId,
  bytes,
  connectionField,
  dataBesideMark,
  filledText,
  flag,
  group,
  markField,
  type Shape,
  shownName,
  url,
  word,
} from "../fields";
import { asText, markedAtCreate, markedChange, readMarked, roomForMark } from "../marked-text";
import type { Problem } from "../problems";
import { type ArgsOf, resourceClass } from "../resource";
import { codes, type TencentClient } from "./client";
import { doubtfulLimits, lengthCautions } from "./group-fields";
import { vendor } from "./vendor";

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

const longestCustomString = 3000;

/** What stands between a community's id and the topic's own part. */
const infix = "@TOPIC#_";

const schema = z.strictObject({
  GroupId: asId(filledText(64)),
  TopicId: group(
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

const texts = ["TopicName", "Introduction", "Notification", "FaceUrl"] as const;
const profileFields = [...texts, "CustomString", "MuteAllMember"] as const;

const createCall = "million_group_open_http_svc/create_topic";

/** The definition of `tencent.Topic`. */
export const topic: Definition<TencentClient, TopicDeclaration, TopicState> = {
  kind: "tencent:Topic",
  vendor,
  schema,
  outputs: ["TopicId", "TopicIdDeclared", "appId"],
  idKey: "TopicId",
  identities: [{ object: "topic", by: "TopicId" }],
  secrets: [],
  replaceOn: ["GroupId", "TopicId"],
  writeOnly: ["adopt"],
  calls: [
    { call: "group_open_http_svc/get_group_info", when: "before each look: topics are read in the name of the owner" },
    {
      call: "million_group_open_http_svc/get_topic",
      when: "before each create and update, on refresh, before a delete of a topic with a mark, and after a create without an answer",
    },
    { call: createCall, when: "on create" },
    { call: "million_group_open_http_svc/modify_topic", when: "where something differs" },
    { call: "million_group_open_http_svc/destroy_topic", when: "on delete" },
  ],
  onDelete: "Destroys the topic with its messages.",

  normalise(raw) {
    const custom = "CustomString" in raw && { CustomString: asText(raw.CustomString) };
    return { inputs: { ...raw, ...custom }, problems: [] };
  },

  conflicts({ GroupId, TopicId, CustomString, mark }) {
    const problems: Problem[] = [];
    if (GroupId !== undefined && TopicId !== undefined && !TopicId.startsWith(`${GroupId}${infix}`)) {
      problems.push({
        path: ["TopicId"],
        seen: JSON.stringify(TopicId),
        allowed: `an id that begins with ${GroupId}${infix}`,
        fix: "A topic's id begins with that of its community. Correct one of the two.",
      });
    }
    return [...problems, ...roomForMark("CustomString", CustomString, longestCustomString, mark, "bytes")];
  },

  cautions: (inputs) =>
    lengthCautions(`tencent topic ${inputs.TopicName ?? ""}`, { ...inputs, Name: inputs.TopicName }, "TopicName"),

  isDeclared: (key, state) => key !== "TopicId" || state.TopicIdDeclared === true,

  // An id of one's own choice is one topic's at a time.
  replacement: (state, inputs) =>
    inputs.TopicId !== undefined && state.TopicId === inputs.TopicId && state.connection === inputs.connection,

  async observe(client, TopicId) {
    const GroupId = TopicId.slice(0, TopicId.indexOf(infix));
    const found = await topicsOf(client, GroupId, [TopicId]);
    return found?.[0] && liveTopic(found[0]);
  },

  ensure: (client, inputs) =>
    inputs.TopicId === undefined ? withAssignedId(client, inputs) : withChosenId(client, inputs, inputs.TopicId),

  async sync(client, TopicId, current, inputs) {
    const { GroupId, mark: declaredMark, adopt, connection } = inputs;
    current.TopicIdDeclared = inputs.TopicId !== undefined;
    const changed = pickDefined(
      inputs,
      profileFields.filter((field) => inputs[field] !== current[field]),
    );
    const { sent, mark } = markedChange("CustomString", changed, current, declaredMark);
    if (Object.keys(sent).length > 0) {
      await client.call("million_group_open_http_svc/modify_topic", { GroupId, TopicId, ...sent }, { object: TopicId });
      Object.assign(current, changed, { mark });
    }
    Object.assign(current, { adopt, connection });
  },

  async remove(client, TopicId, state) {
    const call = "million_group_open_http_svc/destroy_topic";
    try {
      const parameters = { GroupId: state.GroupId, TopicIdList: [TopicId] };
      const { DestroyResultItem } = await client.call(call, parameters, { object: TopicId });
      const { ErrorCode, ErrorInfo } = records(DestroyResultItem)[0] ?? {};
      if (ErrorCode !== 0) throw client.itemRefused(call, TopicId, ErrorCode, ErrorInfo);
    } catch (error) {
      if (!isAbsent(refusal(error)?.vendorCode)) throw error;
    }
  },
};

/** What a program gives to a {@link Topic}: each value now, or as an output of another resource. */
export type TopicArgs = ArgsOf<TopicInputs>;

/** A topic of a Tencent IM community. */
export class Topic extends resourceClass<TopicArgs, TopicState>(topic) {}

function filledBytes(max: number) {
  const schema = z.string().refine((value) => value !== "" && Buffer.byteLength(value) <= max);
  return group(schema, `a text of 1 to ${max} bytes in UTF-8`, "Shorten it, or give it a value.");
}

const absent: readonly unknown[] = [codes.topicUnknown, codes.groupUnknown, codes.groupIdUnknown];

/** Whether a code says that there is no such topic, or no such community. */
function isAbsent(code: unknown): boolean {
  return absent.includes(code);
}

/** Topics of a community, all of them or those of these ids that there are; undefined where there is no such community. */
async function topicsOf(
  client: TencentClient,
  GroupId: string,
  TopicIdList?: readonly string[],
): Promise<Answer[] | undefined> {
  const community = await client.group(GroupId);
  if (!community) return undefined;
  const call = "million_group_open_http_svc/get_topic";
  // Whoever asks has to be an account, and had better be in the community.
  const asked = { GroupId, From_Account: community.Owner_Account || client.admin, TopicIdList };
  const { TopicAndSelfInfo } = await client.call(call, asked, { object: TopicIdList?.[0] ?? GroupId });
  return records(TopicAndSelfInfo).flatMap(({ ErrorCode, ErrorInfo, TopicInfo = {} }) => {
    const info = TopicInfo as Answer;
    if (ErrorCode === 0) return [info];
    if (isAbsent(ErrorCode)) return [];
    throw client.itemRefused(call, String(info.TopicId ?? GroupId), ErrorCode, ErrorInfo);
  });
}

function liveTopic(info: Answer): Partial<TopicState> {
  const live = Object.fromEntries(texts.map((field) => [field, String(info[field] ?? "")]));
  return {
    ...live,
    ...readMarked("CustomString", info.CustomString),
    MuteAllMember: info.MuteAllMember ?? info.ShutUpAllMember ?? "Off",
    GroupId: String(info.GroupID ?? info.GroupId),
    TopicId: String(info.TopicId),
  } as Partial<TopicState>;
}

async function withChosenId(
  client: TencentClient,
  inputs: TopicDeclaration,
  TopicId: string,
): Promise<Ensured<TopicState>> {
  const { found, wasThere } = await makeChosen<Partial<TopicState>>({
    what: `tencent topic ${TopicId}`,
    idKey: "TopicId",
    facts: { vendor: "tencent", call: createCall, object: TopicId },
    mark: inputs.mark,
    adopt: inputs.adopt === true,
    look: () => topic.observe(client, TopicId, inputs) as Promise<Partial<TopicState> | undefined>,
    create: async () => {
      await createTopic(client, inputs);
    },
    saysExists: (error) => refusal(error)?.vendorCode === codes.groupIdTaken,
  });
  return { id: TopicId, current: found ?? madeBy(inputs, TopicId), wasThere };
}

async function withAssignedId(client: TencentClient, inputs: TopicDeclaration): Promise<Ensured<TopicState>> {
  const { GroupId, TopicName, mark, adopt = false } = inputs;
  const { id, made, wasThere } = await client.topicCreations.create({
    what: "tencent topic",
    facts: { vendor: "tencent", call: createCall, object: TopicName },
    owner: GroupId,
    name: TopicName,
    mark,
    adopt,
    list: async () =>
      ((await topicsOf(client, GroupId)) ?? []).map(liveTopic).map((live) => ({
        id: String(live.TopicId),
        name: String(live.TopicName),
        owner: GroupId,
        mark: live.mark || undefined,
      })),
    create: async () => {
      const TopicId = await createTopic(client, inputs);
      return { id: TopicId, made: madeBy(inputs, TopicId) };
    },
  });
  return { id, current: made ?? { TopicId: id, GroupId }, wasFound: made === undefined, wasThere };
}

async function createTopic(client: TencentClient, inputs: TopicDeclaration): Promise<string> {
  const { GroupId, TopicId, TopicName, mark } = inputs;
  const parameters = {
    GroupId,
    TopicId,
    ...pickDefined(inputs, texts),
    CustomString: markedAtCreate(inputs.CustomString, mark),
  };
  const answer = await client.call(createCall, parameters, { object: TopicId ?? TopicName });
  return String(answer.TopicId);
}

function madeBy(inputs: TopicDeclaration, TopicId: string): Partial<TopicState> {
  const { CustomString = "", mark } = inputs;
  return { ...inputs, TopicId, CustomString, mark, MuteAllMember: "Off" };
}
