import { type Answer, listAt, numberOf } from "../answer";
import { told } from "../outcome";
import { Setback } from "../setbacks";
import { ben, cem, room, superTeam } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

/** Members who came at once, by their times. */
interface Pages {
  /** Of the two that are furthest apart. */
  ends(): Promise<readonly (number | undefined)[]>;
  /** Of the first on the page from a time on; undefined where it is empty. */
  firstFrom(time: number): Promise<number | undefined>;
}

function timesIn(answer: Answer, time: string, ...path: readonly string[]): number[] {
  return listAt(answer, ...path).map((one) => numberOf(Object(one)[time]));
}

async function roomPages(lab: CommsEaseLab): Promise<Pages> {
  const roomid = await lab.use(room);
  const accids = [await lab.use(ben), await lab.use(cem)];
  lab.afterwards("chatroom/removeRobot", { roomid, accids });
  await lab.must("chatroom/addRobot", { roomid, accids });
  const guests = async (endtime: number) => {
    const answer = await lab.must("chatroom/membersByPage", { roomid, type: 1, endtime, limit: 100 });
    return timesIn(answer, "enterTime", "desc", "data");
  };
  return {
    async ends() {
      const times = await guests(0);
      return [times[0], times[1]];
    },
    firstFrom: async (time) => (await guests(time))[0],
  };
}

async function superTeamPages(lab: CommsEaseLab): Promise<Pages> {
  const { tid } = await lab.use(superTeam);
  // A page may hold no more than one.
  const first = async (timetag: number, reverse: 1 | 2) => {
    const answer = await lab.must("superteam/getTlists", { tid, timetag, limit: 1, reverse });
    return timesIn(answer, "createtime", "tlists")[0];
  };
  const DAY_MS = 86_400_000;
  return {
    ends: async () => [await first(0, 1), await first(lab.now() + DAY_MS, 2)],
    firstFrom: (time) => first(time, 1),
  };
}

export const pagingExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["memberTimes", "pageStart"],
    needs: ["chatroomFeature"],
    hiddenBy: [{ chatroomFeature: [false], superTeamFeature: [false] }],
    uses: [room, superTeam, ben, cem],
    calls: {
      "chatroom/addRobot": 1,
      "chatroom/removeRobot": 1,
      "chatroom/membersByPage": 2,
      "superteam/getTlists": 3,
    },
    async run(lab) {
      const pages = await (lab.value("chatroomFeature") === true ? roomPages(lab) : superTeamPages(lab));
      const [one, other] = await pages.ends();
      if (one === undefined || other === undefined) throw new Setback("what it needs could not be set up: two members");
      return {
        memberTimes: told(one === other ? "clock" : "unique"),
        pageStart: told((await pages.firstFrom(one)) === one ? "inclusive" : "exclusive"),
      };
    },
  },
];
