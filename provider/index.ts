export * as commsease from "./commsease";
export { codeOf, ImError, type ImErrorCode } from "./errors";
export * as nexconn from "./nexconn";
export * from "./portable";
export * as tencent from "./tencent";
