import type { MembershipMode } from "../../collections/membership";
import { MembershipChange } from "../../collections/membership-change";
import type { Refused } from "../../collections/not-accepted";
import { ImError } from "../../errors";
import { own } from "../../values/objects";
import type { TencentClient } from "../client";
import type { GroupDeclaration, GroupState } from "./fields";
import {
  type GroupMember,
  type GroupMembers,
  type GroupPeople,
  groupOperations,
  type LiveGroupMembers,
  membersOf,
} from "./members";

/** The members that are there, those who have yet to accept, and who of these is left. */
export async function readMembers(
  client: TencentClient,
  { GroupId = "", Owner_Account: owner = "", Type }: Partial<GroupState>,
  { MemberList = {}, invited = [] }: Partial<GroupState>,
): Promise<{ MemberList: LiveGroupMembers; invited: string[] }> {
  const present = await membersOf(client, { GroupId, owner, isCommunity: Type === "Community" }, MemberList);
  const left = invited.filter((id) => !Object.hasOwn(present, id));
  const pending = Object.fromEntries(left.map((id) => [id, { pending: true }]));
  return { MemberList: { ...pending, ...present }, invited: left };
}

/** The change of a group's owner and members, which writes what is accepted into `current`. */
export class GroupMembership {
  readonly #change: MembershipChange<GroupMember> | undefined;
  readonly #people: GroupPeople;
  readonly #current: Partial<GroupState>;

  constructor(
    client: TencentClient,
    GroupId: string,
    current: Partial<GroupState>,
    inputs: GroupDeclaration,
    prior: Partial<GroupState>,
  ) {
    const { Owner_Account = current.Owner_Account ?? "", MemberList, membership = "authoritative" } = inputs;
    this.#current = current;
    this.#people = { owner: current.Owner_Account ?? "", members: current.MemberList };
    if (current.Type === "AVChatRoom") return;
    const everybody = Object.keys(current.MemberList ?? {}).length;
    const others = () => everybody - known;
    const onInvited = (ids: readonly string[]) => {
      current.invited = [...new Set([...(current.invited ?? []), ...ids])];
    };
    this.#change = new MembershipChange(
      groupOperations(client, GroupId, this.#people, others, onInvited),
      {
        what: `tencent group ${GroupId}`,
        owner: Owner_Account,
        members: MemberList,
        mode: membership,
        limit: inputs.MaxMemberCount ?? current.MaxMemberCount,
      },
      this.#people,
      { owner: prior.Owner_Account, members: knownBefore(prior, membership) },
    );
    // Before anything can fail: see there.
    this.#change.spareUnmanaged();
    const known = Object.keys(current.MemberList ?? {}).length;
  }

  /** Where the owner is not declared, only a look tells that it is declared as a member. */
  refuseOwner(GroupId: string, { Owner_Account, MemberList = {} }: GroupDeclaration): void {
    const { owner = "" } = this.#people;
    if (Owner_Account === undefined && Object.hasOwn(MemberList, owner)) throw ownerAsMember(GroupId, owner);
  }

  /** @returns who was not added and why */
  async run(): Promise<Refused> {
    const current = this.#current;
    try {
      return (await this.#change?.run()) ?? new Map();
    } finally {
      current.Owner_Account = this.#people.owner;
      // The same people as in the state, and who of them has yet to accept.
      const { members } = this.#people;
      if (current.MemberList) current.invited = (current.invited ?? []).filter((id) => own(members, id)?.pending);
    }
  }
}

/** Whom the state before knows. Its owner hands over first and leaves by a call of its own, and is to leave after all in a later round. */
function knownBefore({ Owner_Account, MemberList }: Partial<GroupState>, mode: MembershipMode): GroupMembers {
  return { ...(mode === "authoritative" && Owner_Account && { [Owner_Account]: {} }), ...MemberList };
}

function ownerAsMember(GroupId: string, owner: string): ImError {
  return new ImError(
    "IM_INVALID_INPUT",
    `tencent group ${GroupId} is owned by ${owner}, who is declared as a member. Nobody was added or removed. Remove "${owner}" from MemberList, or declare another Owner_Account.`,
    { vendor: "tencent", object: GroupId },
  );
}
