// Every resource of this vendor, by the folder that has it: what each folder's index exports, a program sees.
export * from "./group-channel";
export * from "./group-members";
export * from "./open-channel";
export * from "./open-channel-metadata";
export * from "./profanity-words";
export * from "./user";
