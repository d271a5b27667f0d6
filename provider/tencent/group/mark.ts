import { setTimeout as sleep } from "node:timers/promises";
import { refusal, withMore } from "../../errors";
import { temporaryField } from "../../ownership/temporary-name";
import { codes, type TencentClient } from "../client";

/** The group attribute that bears the ownership mark. Attributes need no declaration in the console. */
export const markKey = "pulumi-im";

/** Where a group bears its mark until it has that attribute. */
export const temporary = temporaryField("Name", "name");

/** A group that is not there, or a type of group without attributes, bears no mark. */
const bearNoMark: readonly unknown[] = [codes.groupUnknown, codes.groupIdUnknown, codes.notForThisType];

/** The mark that a group bears, in its attribute or in its name; `""` for none. */
export async function markOf(client: TencentClient, group: { GroupId: string; Name?: string }): Promise<string> {
  const { GroupId } = group;
  try {
    const call = "group_open_attr_http_svc/get_group_attr";
    const { GroupAttrAry } = await client.call(call, { GroupId }, { object: GroupId });
    const attribute = GroupAttrAry.find(({ key }) => key === markKey);
    return attribute?.value ?? temporary.markIn(group) ?? "";
  } catch (error) {
    if (!bearNoMark.includes(refusal(error)?.vendorCode)) throw error;
    return temporary.markIn(group) ?? "";
  }
}

/** Writes of others at the same moment, after each of which this one is sent again. */
const maxRaces = 5;
const raceMs = 200;

/** Writes the mark, and leaves the other attributes alone. */
export async function writeMark(client: TencentClient, GroupId: string, mark: string): Promise<void> {
  const call = "group_open_http_svc/modify_group_attr";
  const parameters = { GroupId, GroupAttr: [{ key: markKey, value: mark }] };
  for (let race = 1; ; race++) {
    try {
      await client.call(call, parameters, { object: GroupId, lane: GroupId });
      return;
    } catch (error) {
      if (refusal(error)?.vendorCode !== codes.attributeRace || race === maxRaces) throw withWayOn(error);
      await sleep(raceMs);
    }
  }
}

function withWayOn(error: unknown): unknown {
  if (!refusal(error)) return error;
  return withMore(
    error,
    `The group attribute ${markKey} bears the ownership mark: \`pulumi config set im:ownershipMark false\` does without it.`,
  );
}
