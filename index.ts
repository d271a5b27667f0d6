import { declareStack, idsOf } from "pulumi-im";

// Declares what the stack's file lists. A resource of your own can refer to it: `stack.accounts.bot.accountId`.
const stack = declareStack();

export const ids = idsOf(stack);
