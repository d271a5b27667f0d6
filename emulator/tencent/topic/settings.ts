import { choice } from "../../cloud/settings";

/** What is left open about the topics of communities. */
export const topicSettings = {
  unknownTopic: choice([110003, 10010], 110003, "Code for a topic that does not exist."),
  takenTopicId: choice([10021, 10004], 10021, "Code for making a topic with an id in use."),
};
