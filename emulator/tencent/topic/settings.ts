import { choice } from "../../cloud/settings";

/** What is left open about the topics of communities. */
export const topicSettings = {
  unknownTopic: choice([110_003, 10_010], 110_003, "Code for a topic that does not exist."),
  takenTopicId: choice([10_021, 10_004], 10_021, "Code for making a topic with an id in use."),
};
