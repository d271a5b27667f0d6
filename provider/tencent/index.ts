// Every resource of this vendor, by the folder that has it: what each folder's index exports, a program sees.
export * from "./account";
export * from "./group";
export * from "./group-attributes";
export * from "./group-members";
export * from "./topic";
