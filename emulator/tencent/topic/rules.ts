import { refuse } from "../../cloud/refusal";
import type { Context } from "../endpoint";
import { demandType, findGroup } from "../group/rules";
import type { Group, Topic } from "../state";

/** A community that was made with topics. */
export function findTopical(context: Context, id: string): Group {
  const group = findGroup(context, id);
  demandType(group, ["Community"]);
  const enabled = context.settings.communityFeature && group.SupportTopic === 1;
  return enabled ? group : refuse(11000, "topics are not enabled");
}

export function findTopic(group: Group, id: string, { settings }: Context): Topic {
  return group.topics.get(id) ?? refuse(settings.unknownTopic, "this topic does not exist");
}
