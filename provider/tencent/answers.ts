import type { AnswerSchemas } from "../http/answers";
import type { Call } from "./calls";

/** What the answers hold that are read, by call. */
export const answers = {} satisfies AnswerSchemas<Call>;
