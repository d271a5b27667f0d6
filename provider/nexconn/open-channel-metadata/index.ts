export type { OpenChannelMetadataInputs, OpenChannelMetadataState } from "./fields";
export { OpenChannelMetadata, type OpenChannelMetadataArgs } from "./resource";
