import { refusal } from "../../errors";
import { demandAsked } from "../../http/answers";
import type { TeamDetail } from "../answers";
import type { CommsEaseClient } from "../client";
import type { LiveTeamMember, TeamMember, TeamPeople } from "./members";

/** The team in full, or undefined where the vendor is sure that there is none. */
export async function detailOf(client: CommsEaseClient, tid: string): Promise<TeamDetail | undefined> {
  try {
    const { tinfo } = await client.call("team/queryDetail", { tid }, tid);
    demandAsked({ vendor: "commsease", call: "team/queryDetail", object: tid }, "tinfo.tid", [tinfo.tid], [tid]);
    return tinfo;
  } catch (error) {
    if (!refusal(error)) throw error;
    // Which code an unknown team gives is not documented, so a second call that lists what exists has to agree.
    const { tinfos } = await client.call("team/query", { tids: `[${tid}]`, ope: 0, ignoreInvalid: true }, tid);
    const listed = tinfos.map((info) => info.tid);
    demandAsked({ vendor: "commsease", call: "team/query", object: tid }, "tinfos", listed, [tid]);
    if (listed.length > 0) throw error;
    return undefined;
  }
}

/** The members beside the owner. */
export function membersOf({ owner, members, admins }: TeamDetail): Record<string, TeamMember> {
  const all = [...members, ...admins.map((admin) => ({ ...admin, manager: true }))];
  const others = all.filter(({ accid }) => accid !== owner);
  return Object.fromEntries(others.map(({ accid, ...member }): [string, TeamMember] => [accid, member]));
}

/** Invitations cannot be read, so who was invited and has to accept stays as the state has them. */
export function pending(
  state: Pick<TeamPeople, "members"> & { magree?: 0 | 1 | undefined },
): Record<string, LiveTeamMember> {
  if (state.magree !== 1) return {};
  return Object.fromEntries(Object.keys(state.members ?? {}).map((accid) => [accid, { pending: true }]));
}
