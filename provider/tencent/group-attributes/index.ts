export type { GroupAttributesInputs, GroupAttributesState } from "./fields";
export { GroupAttributes, type GroupAttributesArgs } from "./resource";
