import { formOf, listAt, numberOf, part, raw, textOf } from "../answer";
import { told, toldAs, toldByCode, toldByForm, toldFrom, untellable } from "../outcome";
import { ann, community, createGroup, SHORT, topic, withoutCommunities } from "./fixtures";
import { field, mustShow } from "./group-info";
import { COMMUNITY, TOPIC } from "./kinds";
import type { TencentExperiment, TencentLab } from "./types";

const CREATE = "group_open_http_svc/create_group";
const INFO = "group_open_http_svc/get_group_info";
const MODIFY = "group_open_http_svc/modify_group_base_info";
const MEMBERS = "group_open_http_svc/get_group_member_info";
const TOPICS = "million_group_open_http_svc/get_topic";
const NEW_TOPIC = "million_group_open_http_svc/create_topic";

async function topics(lab: TencentLab, TopicId: string) {
  const [GroupId] = TopicId.split(TOPIC);
  return lab.must(TOPICS, { GroupId, From_Account: await lab.use(ann), TopicIdList: [TopicId] });
}

/** Communities and their topics. */
export const communityExperiments: readonly TencentExperiment[] = [
  {
    tells: ["communityFeature"],
    calls: { [CREATE]: 1 },
    objects: { community: 1 },
    async run(lab) {
      const { answer } = await lab.make("community", (id) =>
        createGroup(lab, { Type: "Community", GroupId: COMMUNITY + id }),
      );
      return toldAs(answer, { 0: true, 11000: false });
    },
  },
  {
    tells: ["communitySizeMaximum", "supportTopicUnasked"],
    hiddenBy: withoutCommunities,
    uses: [community],
    calls: { [INFO]: 1 },
    async run(lab) {
      const answer = await mustShow(lab, await lab.use(community));
      return {
        communitySizeMaximum: told(numberOf(field(answer, "MaxMemberNum")), answer),
        supportTopicUnasked: told(raw(answer, "GroupInfo", 0, "SupportTopic") !== undefined),
      };
    },
  },
  {
    tells: ["communityInviteJoinOption"],
    hiddenBy: withoutCommunities,
    uses: [community],
    calls: { [MODIFY]: 1, [INFO]: 1 },
    async run(lab) {
      const GroupId = await lab.use(community);
      const changed = await lab.call(MODIFY, { GroupId, InviteJoinOption: "FreeAccess" });
      if (!changed.ok) return toldAs(changed, { 10004: "fixed", 10007: "fixed" });
      const answer = await mustShow(lab, GroupId);
      return toldFrom(answer, textOf(field(answer, "InviteJoinOption")), [
        ["FreeAccess", "changeable"],
        ["DisableInvite", "fixed"],
      ]);
    },
  },
  {
    tells: ["communityNext", "communityPage"],
    hiddenBy: withoutCommunities,
    uses: [community],
    calls: { [MEMBERS]: 1 },
    async run(lab) {
      const answer = await lab.must(MEMBERS, { GroupId: await lab.use(community) });
      const communityNext = toldByForm(answer, raw(answer, "Next"), {
        "empty text": "text",
        text: "text",
        number: "number",
      });
      // Two are in it.
      const isWhole = listAt(answer, "MemberList").length > 1;
      return { communityNext, communityPage: isWhole ? untellable : told(1) };
    },
  },
  {
    tells: ["communityAttributes"],
    hiddenBy: [...withoutCommunities, { attributeTypes: ["AVChatRoom"] }],
    uses: [community],
    calls: { "group_open_http_svc/clear_group_attr": 1 },
    run: async (lab) =>
      toldAs(await lab.call("group_open_http_svc/clear_group_attr", { GroupId: await lab.use(community) }), {
        0: "all",
        10007: "withoutClear",
      }),
  },
  {
    tells: ["unknownTopic"],
    hiddenBy: withoutCommunities,
    uses: [community, ann],
    calls: { [TOPICS]: 1 },
    async run(lab) {
      const answer = await topics(lab, `${await lab.use(community)}${TOPIC}${lab.newId()}`);
      return told(numberOf(part(answer, "TopicAndSelfInfo", 0, "ErrorCode")), answer);
    },
  },
  {
    tells: ["takenTopicId"],
    hiddenBy: withoutCommunities,
    uses: [topic],
    calls: { [NEW_TOPIC]: 1 },
    async run(lab) {
      const TopicId = await lab.use(topic);
      const [GroupId] = TopicId.split(TOPIC);
      return toldByCode(await lab.call(NEW_TOPIC, { GroupId, TopicId, TopicName: SHORT }));
    },
  },
  {
    tells: ["topicMute"],
    hiddenBy: withoutCommunities,
    uses: [topic, ann],
    calls: { [TOPICS]: 1 },
    async run(lab) {
      const answer = await topics(lab, await lab.use(topic));
      const form = (name: string) => formOf(raw(answer, "TopicAndSelfInfo", 0, "TopicInfo", name));
      // What a text is called is another setting's.
      const text = form("MuteAllMember") === "text" || form("ShutUpAllMember") === "text";
      return toldFrom(answer, `${text} ${form("ShutUpAllFlag")}`, [
        ["true missing", "MuteAllMember"],
        ["false number", "ShutUpAllFlag"],
        ["true number", "both"],
      ]);
    },
  },
];
