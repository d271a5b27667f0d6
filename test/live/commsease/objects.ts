import { isOfARun } from "../names";
import type { Ask, Made, Objects } from "../row";

/** What there is none of is refused with one of these; which one is open. */
const absent = [403, 404, 414, 417, 803];
const isDone = ({ code }: { code: number }) => code === 200 || absent.includes(code);

// biome-ignore lint/suspicious/noExplicitAny: a team or its owner, as one of several calls shows it.
const ownerOf = ({ owner, creator }: any): string => owner?.accid ?? owner ?? creator;

/** Some answers hold JSON as text, by one document or another. */
const parsed = (value: unknown) => (typeof value === "string" ? JSON.parse(value) : value);

/** The vendor lists what an account is in or has made. */
async function madeBy(ask: Ask, accid: string): Promise<Made[]> {
  const { infos } = await ask("team/joinTeams", { accid });
  const { tinfos, tlists } = await ask("superteam/joinTeams", { accid });
  const { desc } = await ask("chatroom/queryUserRoomIds", { creator: accid });
  return [
    ...idsOf("team", infos),
    ...idsOf("superTeam", tinfos ?? tlists),
    ...(parsed(parsed(desc)?.roomids) ?? []).map((id: unknown) => ({ kind: "room", id: String(id) })),
  ];
}

// biome-ignore lint/suspicious/noExplicitAny: teams, as joinTeams lists them.
function idsOf(kind: string, teams: any[] | undefined): Made[] {
  return (teams ?? []).filter((team) => isOfARun(ownerOf(team))).map(({ tid }) => ({ kind, id: String(tid) }));
}

/** How what runs made at CommsEase is removed. */
export const objects: Objects = {
  kinds: {
    team: {
      async remove(ask, tid) {
        const { code, tinfo } = await ask("team/queryDetail", { tid });
        if (code !== 200) return absent.includes(code);
        return isDone(await ask("team/remove", { tid, owner: ownerOf(tinfo) }));
      },
    },
    superTeam: {
      async remove(ask, tid) {
        const { code, tinfos } = await ask("superteam/getTinfos", { tids: [tid] });
        if (code !== 200 || !tinfos?.[0]) return isDone({ code });
        return isDone(await ask("superteam/dismiss", { tid, owner: ownerOf(tinfos[0]) }));
      },
    },
    room: {
      stays: "closed, since the vendor deletes none",
      async remove(ask, roomid) {
        const { code, chatroom } = await ask("chatroom/get", { roomid });
        if (code !== 200) return absent.includes(code);
        return isDone(await ask("chatroom/toggleCloseStat", { roomid, operator: chatroom.creator, valid: false }));
      },
    },
    account: {
      stays: "blocked, since the vendor deletes none",
      remove: async (ask, accid) => isDone(await ask("user/block", { accid })),
    },
  },
  async listed(ask, known) {
    const accounts = known.filter(({ kind, id }) => kind === "account" && isOfARun(id));
    const found: Made[] = [];
    for (const { id } of accounts) found.push(...(await madeBy(ask, id)));
    return found;
  },
};
