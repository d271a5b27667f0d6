export type { TopicInputs, TopicState } from "./fields";
export { Topic, type TopicArgs } from "./resource";
