import { isObject } from "../../cloud/values";
import { type Answer, listAt, part, textOf } from "../answer";
import type { Kind } from "../vendor";
import type { Name, NexconnLab, Options } from "./types";

/** A list is looked through so far: newest first, a thousand a page. */
const PAGES = 10;

const NOT_ENABLED = 1009;

function idsAt(answer: Answer, list: string, id: string): string[] {
  return listAt(answer, "result", list).flatMap((one) => {
    const found = isObject(one) ? one[id] : undefined;
    return typeof found === "string" ? [found] : [];
  });
}

async function groups(lab: NexconnLab): Promise<string[]> {
  const ids: string[] = [];
  let pageToken: unknown;
  for (let page = 0; page < PAGES; page += 1) {
    const params = { pageSize: 1000, order: 1, ...(pageToken !== undefined && { pageToken }) };
    const answer = await lab.call("group-channel/list", params);
    ids.push(...idsAt(answer, "groups", "channelId"));
    pageToken = part(answer, "result", "pageToken");
    if (textOf(pageToken) === "") break;
  }
  return ids;
}

/** What a probe of Nexconn makes. */
export const kinds: Readonly<Record<string, Kind<Options, Name>>> = {
  user: {
    words: ["user", "users"],
    leaves: "registered, since the vendor deletes none; the next probe uses them again",
  },
  leaver: {
    words: ["soft-deleted user", "soft-deleted users"],
    leaves: "kept, since the vendor removes none; probes after an hour or more restore such users and use them again",
  },
  openChannel: {
    words: ["open channel", "open channels"],
    removal: {
      calls: { "open-channel/destroy": 1 },
      remove: (channelId, lab) => lab.call("open-channel/destroy", { channelIds: [channelId] }),
      absent: ({ code }) => code === 23410,
    },
  },
  group: {
    words: ["group", "groups"],
    removal: {
      calls: { "group-channel/dismiss": 1 },
      remove: (channelId, lab) => lab.call("group-channel/dismiss", { channelId }),
      absent: ({ code }) => code === 25410 || code === NOT_ENABLED,
    },
    listing: { calls: { "group-channel/list": PAGES }, list: groups },
  },
  word: {
    words: ["profanity word", "profanity words"],
    removal: {
      calls: { "profanity-word/remove": 1 },
      remove: (word, lab) => lab.call("profanity-word/remove", { word }),
      absent: ({ code }) => code === 1015,
    },
    listing: {
      calls: { "profanity-word/list": 1 },
      list: async (lab) => idsAt(await lab.call("profanity-word/list", { filterType: "2" }), "words", "word"),
    },
  },
};
