export type { OpenChannelInputs, OpenChannelState } from "./fields";
export { OpenChannel, type OpenChannelArgs } from "./resource";
