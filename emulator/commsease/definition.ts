import type { Definition } from "../cloud/cloud";
import { InputError } from "../input-error";
import { accountEndpoints } from "./account/calls";
import { roomEndpoints } from "./chatroom/calls";
import { roomMemberEndpoints } from "./chatroom/members";
import { roomPeopleEndpoints } from "./chatroom/people";
import { roomQueueEndpoints } from "./chatroom/queue";
import { roomRobotEndpoints } from "./chatroom/robots";
import { modernise } from "./chatroom/rules";
import { roomTagEndpoints } from "./chatroom/tags";
import { clientActs } from "./clients";
import type { Context, Endpoint } from "./endpoint";
import { CommsEaseProtocol } from "./protocol";
import { commseaseSettings } from "./settings";
import { commseaseSpellings } from "./spellings";
import { emptyState, type State } from "./state";
import { stateView } from "./state-view";
import { superTeamEndpoints } from "./super-team/calls";
import { superTeamMemberEndpoints } from "./super-team/members";
import { superTeamReadEndpoints } from "./super-team/reads";
import { teamEndpoints } from "./team/calls";
import { teamMemberEndpoints } from "./team/members";
import { teamReadEndpoints } from "./team/reads";

type Ready = {
  readonly endpoint: string;
  readonly appKey: string;
  readonly appSecret: string;
};

/** CommsEase. Tokens outlast a change of the secret: the vendor keeps them by themselves. */
export const commseaseDefinition: Definition<State, typeof commseaseSettings, Context, Endpoint, Ready> = {
  name: "commsease",
  hosts: ["primary"],
  settings: commseaseSettings,
  endpoints: [
    ...accountEndpoints,
    ...teamEndpoints,
    ...teamMemberEndpoints,
    ...teamReadEndpoints,
    ...superTeamEndpoints,
    ...superTeamMemberEndpoints,
    ...superTeamReadEndpoints,
    ...roomEndpoints,
    ...roomMemberEndpoints,
    ...roomPeopleEndpoints,
    ...roomTagEndpoints,
    ...roomRobotEndpoints,
    ...roomQueueEndpoints,
  ],
  features: [
    { calls: "chatroom/", setting: "chatroomFeature", code: 403, text: "not support" },
    { calls: "superteam/", setting: "superTeamFeature", code: 403, text: "not support" },
  ],
  spellings: commseaseSpellings,
  clientActs,
  clientSuccess: 200,
  app: { id: "0123456789abcdef0123456789abcdef", secret: "emulator-app-secret" },
  protocol: (running) => new CommsEaseProtocol(running),
  context: (plain) => plain,
  emptyState,
  modernise({ rooms }) {
    for (const room of rooms.values()) modernise(room);
  },
  checkUnsigned(params) {
    if (Object.values(params).every((value) => typeof value === "string")) return;
    throw new InputError("params are texts, as in a form; a list is JSON in a text");
  },
  readyInfo: ([origin], { id, secret }) => ({ endpoint: `${origin}/nimserver`, appKey: id, appSecret: secret }),
  view: stateView,
  counts: ({ state: { accounts, teams, superTeams, rooms } }) => ({
    accounts: accounts.size,
    teams: teams.size,
    superTeams: superTeams.size,
    chatrooms: rooms.size,
  }),
};
