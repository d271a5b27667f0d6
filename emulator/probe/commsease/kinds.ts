import { listAt, raw, textOf } from "../answer";
import type { Calls } from "../costs";
import type { Kind } from "../vendor";
import { OWNER } from "./fixtures";
import type { CommsEaseLab, Name, Options } from "./types";

const UNKNOWN_TEAM = [803, 404];
const NOT_ENABLED = 403;

/** Reads what the owner of everything has, and finds the ids in that. */
function listing(
  call: string,
  by: "accid" | "creator",
  idsIn: (answer: Awaited<ReturnType<CommsEaseLab["call"]>>) => readonly unknown[],
) {
  const calls: Calls = { [call]: 1 };
  return {
    calls,
    own: true as const,
    list: async (lab: CommsEaseLab) => {
      const answer = await lab.call(call, { [by]: lab.lastingId(OWNER) });
      return idsIn(answer)
        .map(textOf)
        .filter((id) => id !== "");
    },
  };
}

function tidsIn(...lists: string[]) {
  return (answer: Awaited<ReturnType<CommsEaseLab["call"]>>) =>
    lists.flatMap((list) => listAt(answer, list)).map((team) => raw({ ...answer, body: team }, "tid"));
}

/** What a probe of CommsEase makes. All of it belongs to one account. */
export const kinds: Readonly<Record<string, Kind<Options, Name>>> = {
  account: {
    words: ["account", "accounts"],
    leaves: "blocked, since the vendor deletes none; the next probe uses them again",
    removal: {
      calls: { "user/block": 1 },
      remove: (accid, lab) => lab.call("user/block", { accid }),
      absent: ({ code }) => code === 417 || code === 414,
    },
  },
  team: {
    words: ["team", "teams"],
    removal: {
      calls: { "team/remove": 1 },
      remove: (tid, lab) => lab.call("team/remove", { tid, owner: lab.lastingId(OWNER) }),
      absent: ({ code }) => UNKNOWN_TEAM.includes(code ?? 0),
    },
    listing: listing("team/joinTeams", "accid", tidsIn("infos")),
  },
  superTeam: {
    words: ["super team", "super teams"],
    removal: {
      calls: { "superteam/dismiss": 1 },
      remove: (tid, lab) => lab.call("superteam/dismiss", { tid, owner: lab.lastingId(OWNER) }),
      absent: ({ code }) => code === NOT_ENABLED || UNKNOWN_TEAM.includes(code ?? 0),
    },
    listing: listing("superteam/joinTeams", "accid", tidsIn("tinfos", "tlists")),
  },
  room: {
    words: ["chatroom", "chatrooms"],
    leaves: "closed, since the vendor deletes none",
    removal: {
      calls: { "chatroom/toggleCloseStat": 1 },
      remove: (roomid, lab) =>
        lab.call("chatroom/toggleCloseStat", { roomid, operator: lab.lastingId(OWNER), valid: false }),
      absent: ({ code }) => code === 417,
    },
    listing: listing("chatroom/queryUserRoomIds", "creator", (answer) => listAt(answer, "desc", "roomids")),
  },
};
