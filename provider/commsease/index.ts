// Every resource of this vendor, by the folder that has it: what each folder's index exports, a program sees.
export * from "./account";
export * from "./chatroom";
export * from "./chatroom-client-options";
export * from "./chatroom-queue";
export * from "./chatroom-roles";
export * from "./super-team";
export * from "./team";
export * from "./team-members";
