import type { Payload } from "../../cloud/endpoint";
import { refuse } from "../../cloud/refusal";
import { checkWord, demandAccounts } from "../account/rules";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { groupName, groupTexts, onOrOff } from "../group/parameters";
import { pick } from "../group/shapes";
import { account, count, GroupId, list, names, optional, required, text } from "../parameters";
import type { Group, Topic } from "../state";
import { findTopic, findTopical } from "./rules";

const topicIds = list(text({ nonEmpty: true }));

const topicFields = {
  From_Account: optional(account),
  ...groupTexts,
  CustomString: optional(text({ max: 3000, title: "custom string" })),
} as const;

const creation = { GroupId, TopicName: required(groupName), TopicId: optional(text()), ...topicFields } as const;

const CHANGEABLE = ["TopicName", "Introduction", "Notification", "FaceUrl", "CustomString", "MuteAllMember"] as const;

/** Topic calls say `ok` where others say nothing. */
const OK = { ErrorInfo: "ok" };

function takeTopicId(group: Group, wanted: string | undefined, { state, settings }: Context): string {
  const prefix = `${group.GroupId}@TOPIC#_`;
  if (wanted === undefined) {
    state.lastSerial += 1;
    return `${prefix}@TOPIC#c${(36 ** 7 + state.lastSerial).toString(36).toUpperCase()}`;
  }
  if (!wanted.startsWith(prefix) || !/^[\x20-\x7e]+$/.test(wanted.slice(prefix.length))) {
    return refuse(10004, `TopicId does not begin with ${prefix}`);
  }
  return group.topics.has(wanted) ? refuse(settings.takenTopicId, "topic id has be used") : wanted;
}

interface Wanted {
  readonly GroupId: string;
  readonly TopicName: string;
  readonly TopicId?: string;
  readonly From_Account?: string;
  readonly FaceUrl?: string;
  readonly Notification?: string;
  readonly Introduction?: string;
  readonly CustomString?: string;
}

function create(wanted: Wanted, CreateTime: number, context: Context): Payload {
  const group = findTopical(context, wanted.GroupId);
  if (wanted.From_Account !== undefined) demandAccounts([wanted.From_Account], context);
  checkWord(wanted.TopicName, 80001, context);
  const topic: Topic = {
    TopicId: takeTopicId(group, wanted.TopicId, context),
    TopicName: wanted.TopicName,
    FaceUrl: wanted.FaceUrl ?? "",
    Notification: wanted.Notification ?? "",
    Introduction: wanted.Introduction ?? "",
    CustomString: wanted.CustomString ?? "",
    MuteAllMember: "Off",
    CreateTime,
    mutes: new Map(),
  };
  group.topics.set(topic.TopicId, topic);
  return { ...OK, TopicId: topic.TopicId };
}

/** What a filter names, a mute by either name. */
function known(filter: readonly string[] | undefined, { settings }: Context): readonly string[] | undefined {
  if (settings.topicMute === "MuteAllMember") return filter;
  return filter?.map((name) => (name === "ShutUpAllFlag" ? "MuteAllMember" : name));
}

function topicShape(group: Group, topic: Topic, filter: readonly string[] | undefined, context: Context) {
  const { mutes: _, TopicId, ...rest } = topic;
  const whole = { ...rest, NextMsgSeq: 1, LastMsgTime: 0 };
  return {
    ErrorCode: 0,
    ...OK,
    TopicInfo: { TopicId, GroupID: group.GroupId, ...pick(whole, known(filter, context) ?? "all", context) },
    SelfInfo: {},
  };
}

/** The topics of communities. */
export const topicEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "million_group_open_http_svc/create_topic",
    parameters: creation,
    handle: (args, context) => create(args, context.nowSeconds, context),
  }),
  endpoint({
    call: "group_open_http_svc/import_topic",
    parameters: { ...creation, CreateTime: optional(count) },
    handle({ CreateTime = 0, ...args }, context) {
      if (CreateTime > context.nowSeconds) return refuse(10004, "CreateTime is in the future");
      return create(args, CreateTime || context.nowSeconds, context);
    },
  }),
  endpoint({
    call: "million_group_open_http_svc/get_topic",
    reads: true,
    parameters: {
      GroupId,
      From_Account: required(account),
      TopicIdList: optional(topicIds),
      ResponseFilter: optional(names),
    },
    handle({ GroupId, From_Account, TopicIdList, ResponseFilter }, context) {
      const group = findTopical(context, GroupId);
      demandAccounts([From_Account], context);
      const wanted = TopicIdList ?? [...group.topics.keys()];
      return {
        ...OK,
        TopicAndSelfInfo: wanted.map((TopicId) => {
          const topic = group.topics.get(TopicId);
          return topic
            ? topicShape(group, topic, ResponseFilter, context)
            : {
                ErrorCode: context.settings.unknownTopic,
                ErrorInfo: "this topic does not exist",
                TopicInfo: { TopicId, GroupID: GroupId },
              };
        }),
      };
    },
  }),
  endpoint({
    call: "million_group_open_http_svc/modify_topic",
    parameters: {
      GroupId,
      TopicId: required(text({ nonEmpty: true })),
      TopicName: optional(groupName),
      ...topicFields,
      MuteAllMember: optional(onOrOff, "ShutUpAllMember"),
    },
    handle(args, context) {
      const topic = findTopic(findTopical(context, args.GroupId), args.TopicId, context);
      if (args.From_Account !== undefined) demandAccounts([args.From_Account], context);
      checkWord(args.TopicName ?? "", 80001, context);
      Object.assign(topic, Object.fromEntries(CHANGEABLE.map((name) => [name, args[name] ?? topic[name]])));
      return OK;
    },
  }),
  endpoint({
    call: "million_group_open_http_svc/destroy_topic",
    parameters: { GroupId, From_Account: optional(account), TopicIdList: required(list(text(), { nonEmpty: true })) },
    handle({ GroupId, TopicIdList }, context) {
      const group = findTopical(context, GroupId);
      return {
        ...OK,
        DestroyResultItem: TopicIdList.map((TopicId) =>
          group.topics.delete(TopicId)
            ? { TopicId, ErrorCode: 0, ErrorInfo: "ok" }
            : { TopicId, ErrorCode: context.settings.unknownTopic, ErrorInfo: "this topic does not exist" },
        ),
      };
    },
  }),
];
