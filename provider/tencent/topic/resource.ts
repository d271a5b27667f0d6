import { refusal } from "../../errors";
import { makeChosen } from "../../ownership/chosen-id";
import { asText, markedAtCreate, markedChange, readMarked, roomForMark } from "../../ownership/marked-text";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define, type Ensured } from "../../resource/definition";
import { notThere } from "../../resource/not-there";
import type { Problem } from "../../schema/problems";
import { pickDefined } from "../../values/objects";
import type { LiveTopic } from "../answers";
import { codes, type TencentClient } from "../client";
import { lengthCautions } from "../group/text-limits";
import { vendor } from "../vendor";
import {
  createCall,
  infix,
  longestCustomString,
  profileFields,
  schema,
  type TopicDeclaration,
  type TopicInputs,
  type TopicState,
  texts,
} from "./fields";
import { guide } from "./guide";

/** The definition of `tencent.Topic`. */
export const topic = define<TencentClient, TopicDeclaration, TopicState>({
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
  guide,

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

  isDeclared: (key, prior) => key !== "TopicId" || prior.TopicIdDeclared === true,

  // An id of one's own choice is one topic's at a time.
  replacement: (prior, inputs) =>
    inputs.TopicId !== undefined && prior.TopicId === inputs.TopicId && prior.connection === inputs.connection,

  observe: observeTopic,

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

  async remove(client, TopicId, prior) {
    const call = "million_group_open_http_svc/destroy_topic";
    try {
      const parameters = { GroupId: prior.GroupId, TopicIdList: [TopicId] };
      const { DestroyResultItem } = await client.call(call, parameters, { object: TopicId });
      const [item] = DestroyResultItem;
      if (!item) throw client.silentAbout(call, TopicId);
      client.confirm(call, "DestroyResultItem[0].TopicId", TopicId, item.TopicId);
      if (!item.isDone) throw client.itemRefused(call, TopicId, item.ErrorCode, item.ErrorInfo);
    } catch (error) {
      if (!isAbsent(refusal(error)?.vendorCode)) throw error;
    }
  },
});

async function observeTopic(client: TencentClient, TopicId: string) {
  const GroupId = TopicId.slice(0, TopicId.indexOf(infix));
  const [found] = (await topicsOf(client, GroupId, TopicId)) ?? [];
  return found && liveTopic(found);
}

/** What a program gives to a {@link Topic}: each value now, or as an output of another resource. */
export type TopicArgs = ArgsOf<TopicInputs>;

/** A topic of a Tencent IM community. */
export class Topic extends resourceClass<TopicArgs, TopicState>(topic) {}

const noCommunity: readonly unknown[] = [codes.groupUnknown, codes.groupIdUnknown];

const absent = [codes.topicUnknown, ...noCommunity];

/** Whether a code says that there is no such topic, or no such community. */
function isAbsent(code: unknown): boolean {
  return absent.includes(code);
}

const getTopic = "million_group_open_http_svc/get_topic";

/** The one topic of a community that has this id, or all; undefined where there is no such community. */
async function topicsOf(client: TencentClient, GroupId: string, TopicId?: string): Promise<LiveTopic[] | undefined> {
  const community = await client.group(GroupId);
  if (!community) return undefined;
  // Whoever asks has to be an account, and had better be in the community.
  const From_Account = community.Owner_Account || client.admin;
  const asked = { GroupId, From_Account, TopicIdList: TopicId === undefined ? undefined : [TopicId] };
  const { TopicAndSelfInfo } = await client.call(getTopic, asked, { object: TopicId ?? GroupId });
  if (TopicId !== undefined && TopicAndSelfInfo.length === 0) throw client.silentAbout(getTopic, TopicId);
  return TopicAndSelfInfo.flatMap((item) => {
    client.confirm(getTopic, "TopicInfo.TopicId", TopicId, item.TopicInfo?.TopicId);
    if (item.isDone) {
      client.confirm(getTopic, "TopicInfo.GroupID", GroupId, item.TopicInfo.GroupID);
      return [item.TopicInfo];
    }
    if (isAbsent(item.ErrorCode)) return [];
    throw client.itemRefused(getTopic, item.TopicInfo?.TopicId ?? GroupId, item.ErrorCode, item.ErrorInfo);
  });
}

function liveTopic({ GroupID, TopicId, CustomString, MuteAllMember, ...info }: LiveTopic): Partial<TopicState> {
  return {
    ...pickDefined(info, texts),
    ...readMarked("CustomString", CustomString),
    MuteAllMember,
    GroupId: GroupID,
    TopicId,
  };
}

async function withChosenId(
  client: TencentClient,
  inputs: TopicDeclaration,
  TopicId: string,
): Promise<Ensured<TopicState>> {
  const { found, wasThere } = await makeChosen({
    what: `tencent topic ${TopicId}`,
    idKey: "TopicId",
    facts: { vendor: "tencent", call: createCall, object: TopicId },
    mark: inputs.mark,
    adopt: inputs.adopt === true,
    look: () => observeTopic(client, TopicId),
    create: () => createTopic(client, inputs),
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
      ((await topicsOf(client, GroupId)) ?? []).map((topic) => ({
        id: topic.TopicId,
        name: topic.TopicName,
        owner: GroupId,
        mark: liveTopic(topic).mark || undefined,
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
  try {
    const answer = await client.call(createCall, parameters, { object: TopicId ?? TopicName });
    client.confirm(createCall, "TopicId", TopicId, answer.TopicId);
    return answer.TopicId;
  } catch (error) {
    if (!noCommunity.includes(refusal(error)?.vendorCode)) throw error;
    throw notThere(
      { vendor: "tencent", object: "community", id: GroupId, by: "GroupId" },
      "no topic was made in it",
      error,
    );
  }
}

function madeBy(inputs: TopicDeclaration, TopicId: string): Partial<TopicState> {
  const { CustomString = "", mark } = inputs;
  return { ...inputs, TopicId, CustomString, mark, MuteAllMember: "Off" };
}
