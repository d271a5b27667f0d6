import { refusal } from "../../errors";
import { type Answer, records } from "../../http/answers";
import { isObject } from "../../values/values";
import type { CommsEaseClient } from "../client";
import type { LiveTeamMember, TeamMember, TeamPeople } from "./members";

/** The team in full, or undefined where the vendor is sure that there is none. */
export async function detailOf(client: CommsEaseClient, tid: string): Promise<Answer | undefined> {
  try {
    const { tinfo } = await client.call("team/queryDetail", { tid }, tid);
    return tinfo as Answer;
  } catch (error) {
    if (!refusal(error)) throw error;
    // Which code an unknown team gives is not documented, so a second call that lists what exists has to agree.
    const { tinfos } = await client.call("team/query", { tids: `[${tid}]`, ope: 0, ignoreInvalid: true }, tid);
    if (records(tinfos).some((info) => String(info.tid) === tid)) throw error;
    return undefined;
  }
}

/** The members beside the owner. */
export function membersOf(detail: Answer): Record<string, TeamMember> {
  const owner = accidOf(detail.owner);
  const entry = (member: Answer, manager: object): [string, TeamMember] => [
    String(member.accid),
    { ...manager, nick: String(member.nick ?? ""), custom: String(member.custom ?? ""), mute: member.mute === true },
  ];
  const all = [
    ...records(detail.members).map((member) => entry(member, {})),
    ...records(detail.admins).map((member) => entry(member, { manager: true })),
  ];
  return Object.fromEntries(all.filter(([accid]) => accid !== owner));
}

/** Invitations cannot be read, so who was invited and has to accept stays as the state has them. */
export function pending(
  state: Pick<TeamPeople, "members"> & { magree?: 0 | 1 | undefined },
): Record<string, LiveTeamMember> {
  if (state.magree !== 1) return {};
  return Object.fromEntries(Object.keys(state.members ?? {}).map((accid) => [accid, { pending: true }]));
}

export function accidOf(owner: unknown): string {
  return String(isObject(owner) ? owner.accid : owner);
}
