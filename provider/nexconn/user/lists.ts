import { refusal } from "../../errors";
import type { AnswerOf } from "../../http/answers";
import { batched } from "../../http/batched";
import { everyItem } from "../../http/pages";
import type { answers } from "../answers";
import { type Call, caps } from "../calls";
import { inOrder } from "../in-order";

/** The kinds of channels that a user can be muted in. */
export const channelTypes = ["CHATROOM", "GROUP", "PERSON"] as const;

export type ChannelType = (typeof channelTypes)[number];

type MakeCall = <C extends Call>(call: C, parameters: Record<string, unknown>) => Promise<AnswerOf<typeof answers, C>>;

/** A whole list answers for any number of users. */
const any = 1_000_000;

/** How long one look at the soft-deleted users serves. */
const latelyMs = 60_000;

/** What the vendor tells of users in lists only. Each is read once for all who ask at the same moment. */
export class UserLists {
  readonly #call: MakeCall;

  /** Tags by userId. */
  readonly tags = batched<string[]>(caps.usersPerTagRead, async (userIds) => {
    const call = "user/tag/batch/get";
    const { users } = await this.#call(call, { userIds });
    const told = users.map(({ userId, tags }) => [userId, tags.toSorted()] as const);
    return inOrder(call, userIds, "users[].userId", told).map((tags) => tags ?? []);
  });

  /** The ends of bans by userId, in epoch milliseconds. */
  readonly bans = batched<number>(any, async (userIds) => {
    const call = "user/ban/list";
    const pageSize = caps.usersPerBanPage;
    const read = async (page: number) => (await this.#call(call, { page, pageSize })).bannedUsers;
    const bans = await untilShort(call, pageSize, read, ({ userId }) => userId);
    return userIds.map((userId) => bans.get(userId)?.banExpiresAt);
  });

  /** By userId, the types of channels that the user is muted in. */
  readonly mutes = batched<ChannelType[]>(any, async (userIds) => {
    const muted = await Promise.all(channelTypes.map((type) => this.#mutedIn(type)));
    return userIds.map((userId) => channelTypes.filter((_, i) => muted[i]?.has(userId)));
  });

  /** By userId, whether the user is soft-deleted, or is being so. */
  readonly softDeleted = batched<boolean>(any, async (userIds) => {
    const deleted = await this.#allDeleted();
    return userIds.map((userId) => deleted.includes(userId));
  });

  #lately: { at: number; userIds: Promise<ReadonlySet<string>> } | undefined;

  /**
   * Whether a user is soft-deleted, or is being so, by a look at the list that serves all who ask within a minute: in an old
   * app it has many pages.
   */
  async wasDeletedLately(userId: string): Promise<boolean> {
    const now = Date.now();
    if (!this.#lately || now - this.#lately.at > latelyMs) {
      const userIds = this.#allDeleted().then((ids) => new Set(ids));
      this.#lately = { at: now, userIds };
    }
    try {
      return (await this.#lately.userIds).has(userId);
    } catch (error) {
      this.#lately = undefined;
      // An app that may not read the list has its users all the same.
      if (refusal(error)) return false;
      throw error;
    }
  }

  constructor(call: MakeCall) {
    this.#call = call;
  }

  async #allDeleted(): Promise<string[]> {
    const call = "user/soft-deleted/list";
    const pageSize = caps.softDeletedPerPage;
    const read = async (page: number) => (await this.#call(call, { page, pageSize })).userIds;
    return [...(await untilShort(call, pageSize, read, (userId) => userId)).keys()];
  }

  #mutedIn(channelType: ChannelType): Promise<ReadonlyMap<string, string>> {
    const call = "channel-type/mute/list";
    const pageSize = caps.usersPerMutePage;
    return everyItem<string, number>({
      facts: { vendor: "nexconn", call, object: channelType },
      first: 0,
      read: async (offset) => {
        const { mutedUserIds, totalCount } = await this.#call(call, { channelType, offset, pageSize });
        const next = mutedUserIds.length < pageSize ? undefined : offset + pageSize;
        return { items: mutedUserIds, next, total: totalCount };
      },
      idOf: (userId) => userId,
      gave,
      again: true,
    });
  }
}

/** All pages of a list of which the vendor tells neither how many there are nor whether there is another page. */
function untilShort<Item>(
  call: Call,
  pageSize: number,
  itemsOf: (page: number) => Promise<Item[]>,
  idOf: (item: Item) => string,
): Promise<Map<string, Item>> {
  return everyItem<Item, number>({
    facts: { vendor: "nexconn", call },
    first: 1,
    read: async (page) => {
      const items = await itemsOf(page);
      return { items, next: items.length < pageSize ? undefined : page + 1 };
    },
    idOf,
    gave,
  });
}

const gave = (found: number, total: number) => `gave ${found} users of ${total}`;
