import { isOfARun } from "../names";
import type { Ask, Made, Objects } from "../row";

const pages = 10;
const gone = { openChannel: 23410, group: 25410, word: 1015, user: [1002, 25403, 20600] };

async function groups(ask: Ask): Promise<string[]> {
  const found: string[] = [];
  let pageToken: unknown;
  for (let page = 0; page < pages; page++) {
    const { result } = await ask("group-channel/list", {
      pageSize: 1000,
      order: 1,
      ...(pageToken ? { pageToken } : {}),
    });
    found.push(...(result?.groups ?? []).map(({ channelId }: { channelId: string }) => channelId));
    pageToken = result?.pageToken;
    if (!pageToken) break;
  }
  return found;
}

async function words(ask: Ask): Promise<string[]> {
  const { result } = await ask("profanity-word/list", { filterType: "2" });
  return (result?.words ?? []).map(({ word }: { word: string }) => word);
}

/** How what runs made at Nexconn is removed. It lists neither open channels nor users. */
export const objects: Objects = {
  kinds: {
    word: {
      async remove(ask, word) {
        const { code } = await ask("profanity-word/remove", { word });
        return code === 0 || code === gone.word;
      },
    },
    openChannel: {
      async remove(ask, channelId) {
        const { code } = await ask("open-channel/destroy", { channelIds: [channelId] });
        return code === 0 || code === gone.openChannel;
      },
    },
    group: {
      async remove(ask, channelId) {
        const { code } = await ask("group-channel/dismiss", { channelId });
        return code === 0 || code === gone.group;
      },
    },
    user: {
      stays: "soft-deleted, since the vendor removes none",
      async remove(ask, userId) {
        const { code } = await ask("user/soft-delete", { userIds: [userId] });
        return code === 0;
      },
    },
  },
  async listed(ask): Promise<Made[]> {
    const found = [
      ...(await groups(ask)).map((id) => ({ kind: "group", id })),
      ...(await words(ask)).map((id) => ({ kind: "word", id })),
    ];
    return found.filter(({ id }) => isOfARun(id));
  },
};
