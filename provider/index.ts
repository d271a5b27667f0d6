export * as commsease from "./commsease";
export { codeOf, ImError, type ImErrorCode } from "./errors";
export * as nexconn from "./nexconn";
export * as tencent from "./tencent";
