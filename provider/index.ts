export * as commsease from "./commsease";
export { codeOf, ImError, type ImErrorCode } from "./errors";
export * as nexconn from "./nexconn";
export * from "./portable";
export { type DeclaredStack, declareStack, idsOf } from "./stack-file/declare";
export * as tencent from "./tencent";
