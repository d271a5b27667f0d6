import { commseaseProbe } from "../../../emulator/probe/commsease/vendor";
import { prove } from "./proof";

function idsOf(objects: unknown, isLeft: (object: Record<string, unknown>) => boolean = () => true): string[] {
  return Object.entries(Object(objects) as Record<string, Record<string, unknown>>).flatMap(([id, one]) =>
    isLeft(one) ? [id] : [],
  );
}

prove({
  vendor: commseaseProbe,
  access: ({ commsease }) => ({
    endpoints: [commsease.endpoint],
    app: { id: commsease.appKey, secret: commsease.appSecret, admin: "" },
  }),
  tried: { readAfterWriteDelayMs: [0, 1, 300, 1000, 60_000, 600_000] },
  // What an app may have of something leaves room for what a probe makes.
  mixed: {
    readAfterWriteDelayMs: [0, 300, 1000],
    accountQuota: [0, 100],
    joinedTeamLimit: [100, 1000],
    createdTeamLimit: [100, 1000],
    teamSizeMaximum: [10, 200, 10_000],
    superTeamSizeMaximum: [10, 10_000],
    fixedMemberLimit: [100, 1000],
    antispamWord: ["", "forbidden"],
  },
  left: ({ accounts, teams, superTeams, chatrooms }) => ({
    account: idsOf(accounts),
    "account that is not blocked": idsOf(accounts, ({ blocked }) => blocked !== true),
    team: idsOf(teams),
    superTeam: idsOf(superTeams),
    room: idsOf(chatrooms),
    "open chatroom": idsOf(chatrooms, ({ valid }) => valid === true),
  }),
});
