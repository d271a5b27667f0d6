export * as commsease from "./commsease";
export { codeOf, ImError, type ImErrorCode } from "./errors";
export * from "./portable";
