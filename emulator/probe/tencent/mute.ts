import { entryOf, listAt, numberOf } from "../answer";
import { toldAs, toldFrom } from "../outcome";
import { ben, cem, team } from "./fixtures";
import type { TencentExperiment } from "./types";

const MUTE = "group_open_http_svc/forbid_send_msg";
const MUTED = "group_open_http_svc/get_group_muted_account";

const FOREVER = 4_294_967_295;
const HOUR = 3600;

export const muteExperiments: readonly TencentExperiment[] = [
  {
    tells: ["muteNonMember"],
    uses: [team, cem],
    calls: { [MUTE]: 2 },
    async run(lab) {
      const whom = { GroupId: await lab.use(team), Members_Account: [await lab.use(cem)] };
      lab.afterwards(MUTE, { ...whom, MuteTime: 0 });
      return toldAs(await lab.call(MUTE, { ...whom, MuteTime: HOUR }), { 0: "remember", 10004: "fail" });
    },
  },
  {
    tells: ["permanentMuteRead"],
    uses: [team, ben],
    calls: { [MUTE]: 2, [MUTED]: 1 },
    async run(lab) {
      const [GroupId, account] = [await lab.use(team), await lab.use(ben)];
      const whom = { GroupId, Members_Account: [account] };
      lab.afterwards(MUTE, { ...whom, MuteTime: 0 });
      await lab.must(MUTE, { ...whom, MuteTime: FOREVER });
      const answer = await lab.must(MUTED, { GroupId });
      const { MutedUntil } = entryOf(listAt(answer, "MutedAccountList"), "Member_Account", account);
      return toldFrom(answer, Math.sign(numberOf(MutedUntil) - FOREVER), [
        [0, "maximum"],
        [1, "sum"],
      ]);
    },
  },
];
