import { type Answer, list, records } from "../answers";
import { batched } from "../http/batched";
import { type Call, caps } from "./calls";

/** The kinds of channels that a user can be muted in. */
export const channelTypes = ["CHATROOM", "GROUP", "PERSON"] as const;

export type ChannelType = (typeof channelTypes)[number];

type MakeCall = (call: Call, parameters: Record<string, unknown>) => Promise<Answer>;

/** A whole list answers for any number of users. */
const any = 1_000_000;

/** What the vendor tells of users in lists only. Each is read once for all who ask at the same moment. */
export class UserLists {
  readonly #call: MakeCall;

  /** Tags by userId. */
  readonly tags = batched<string[]>(caps.usersPerTagRead, async (userIds) => {
    const { users } = await this.#call("user/tag/batch/get", { userIds });
    const byId = new Map(records(users).map(({ userId, tags }) => [userId, list(tags).map(String).sort()]));
    return userIds.map((userId) => byId.get(userId) ?? []);
  });

  /** The entry of the list of bans by userId. */
  readonly bans = batched<Answer>(any, async (userIds) => {
    const bans = await this.#pages("user/ban/list", caps.usersPerBanPage, ({ bannedUsers }) => records(bannedUsers));
    const byId = new Map(bans.map((ban) => [ban.userId, ban]));
    return userIds.map((userId) => byId.get(userId));
  });

  /** By userId, the types of channels that the user is muted in. */
  readonly mutes = batched<ChannelType[]>(any, async (userIds) => {
    const muted = await Promise.all(channelTypes.map((type) => this.#mutedIn(type)));
    return userIds.map((userId) => channelTypes.filter((_, i) => muted[i]?.has(userId)));
  });

  /** By userId, whether the user is soft-deleted, or is being so. */
  readonly softDeleted = batched<boolean>(any, async (userIds) => {
    const deleted = await this.#pages("user/soft-deleted/list", caps.softDeletedPerPage, (answer) =>
      list(answer.userIds),
    );
    return userIds.map((userId) => deleted.includes(userId));
  });

  constructor(call: MakeCall) {
    this.#call = call;
  }

  async #pages<Item>(call: Call, pageSize: number, itemsOf: (answer: Answer) => Item[]): Promise<Item[]> {
    const all: Item[] = [];
    for (let page = 1; ; page++) {
      const items = itemsOf(await this.#call(call, { page, pageSize }));
      all.push(...items);
      if (items.length < pageSize) return all;
    }
  }

  async #mutedIn(channelType: ChannelType): Promise<Set<string>> {
    const pageSize = caps.usersPerMutePage;
    const muted = new Set<string>();
    for (let offset = 0; ; offset += pageSize) {
      const { mutedUserIds } = await this.#call("channel-type/mute/list", { channelType, offset, pageSize });
      const ids = list(mutedUserIds).map(String);
      for (const id of ids) muted.add(id);
      if (ids.length < pageSize) return muted;
    }
  }
}
