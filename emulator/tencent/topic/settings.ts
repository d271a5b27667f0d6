import { choice } from "../../cloud/settings";

/** What is left open about the topics of communities. */
export const topicSettings = {
  unknownTopic: choice([110003, 10010], 110003, "Code for a topic that does not exist."),
  topicMute: choice(
    ["MuteAllMember", "ShutUpAllFlag", "both"],
    "MuteAllMember",
    "What get_topic says of a topic's mute: MuteAllMember, which is On or Off, ShutUpAllFlag, which is 1 or 0, or both.",
  ),
  takenTopicId: choice([10021, 10004], 10021, "Code for making a topic with an id in use."),
};
