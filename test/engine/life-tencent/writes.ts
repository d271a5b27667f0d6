import type { LoggedCall } from "../../support/control";

/** The calls that change something, without the name of the service. */
export function writesOf(calls: LoggedCall[]): string[] {
  const reads = /\/(get_|portrait_get|account_check|getnospeaking|query_)/;
  return calls.filter(({ call }) => !reads.test(call)).map(({ call }) => call.replace(/^.*\//, ""));
}
