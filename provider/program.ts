import { declareStack, idsOf } from "./stack-file/declare";

// A whole program, for a project that has none of its own: it declares what the stack's file lists.
export const ids = idsOf(declareStack());
