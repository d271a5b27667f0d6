import { choice, count, freeText } from "../../cloud/settings";

/** What is left open about teams, and holds for super teams too. */
export const teamSettings = {
  unknownTeam: choice([803, 404], 803, "Code for a team that does not exist or was dismissed."),
  invalidTidsKey: choice(
    ["invalidTids", "invalid", "ignoredTids"],
    "invalidTids",
    "Key of the unknown ids in the answer of team/query with `ignoreInvalid`.",
  ),
  teamQueryMaximum: count([1, 1000], 30, "Teams that one team/query may ask for; beyond it 414."),
  unknownTeamOwner: choice([414, 404], 414, "Code for an unknown account as owner or operator of a team call."),
  unknownInvitee: choice(
    ["fail414", "faccid"],
    "fail414",
    "An unknown account among invitees: 414 `bad members` and nobody is added, or listed in `faccid`.",
  ),
  ownerInMembers: choice(["fail414", "ignore"], "fail414", "The owner listed among the members of team/create."),
  presentMember: choice(["ignore", 809], "ignore", "Adding somebody who is in the team: nothing happens, or 809."),
  notTeamMember: choice([414, 804], 414, "Code where a call names somebody who is not in the team, or still pending."),
  kickNonMember: choice(
    ["faccid", "fail", "ignore"],
    "faccid",
    "team/kick of somebody who is not in the team: listed in `faccid`, the notTeamMember code, or nothing happens.",
  ),
  noTeamRight: choice([403, 802], 403, "Code for an operator without the right."),
  teamUpdateRight: choice(
    ["uptinfomode", "owner"],
    "uptinfomode",
    "Who may call team/update: whom the team's uptinfomode lets, or the owner only.",
  ),
  teamAdministerRight: choice(
    ["owner", "managers"],
    "owner",
    "Who may be `owner` in updateTeamNick, team/muteTlist, muteTlistAll and listTeamMute: the owner, or managers too.",
  ),
  managerKicksManager: choice(
    ["refuse", "allow"],
    "refuse",
    "Whether a manager may kick another manager, or mute one in a super team.",
  ),
  sameStateManager: choice(
    ["ignore", 417],
    "ignore",
    "Making a manager of a manager, or an ordinary member of one who is not a manager.",
  ),
  changeOwnerToOwner: choice([414, 417], 414, "Code for transferring a team to its present owner."),
  teamSizeMaximum: count([2, 10_000], 200, "The app's maximum for teamMemberLimit."),
  memberLimitBelowSize: choice(
    [414, 801, "allow"],
    414,
    "A teamMemberLimit in team/update, or a tlevel in changeLevel, below the number of people in the team.",
  ),
  joinedTeamLimit: count([0, 100_000], 1000, "Teams that one account may be in; whoever is at it lands in `faccid`."),
  createdTeamLimit: count([0, 100_000], 1000, "Teams that one account may own."),
  createdTeamLimitCode: choice([806, 403], 806, "Code for creating a team beyond createdTeamLimit."),
  unsetTeamFields: choice(
    ["omit", "empty", "null"],
    "omit",
    "Team and member texts never set or cleared: missing, empty, or null.",
  ),
  tidInCreate: choice(["text", "number"], "text", "How team/create answers `tid`."),
  tidOnRead: choice(["number", "text"], "number", "How reads of teams and super teams show `tid`."),
  teamNoticeSwitches: choice(
    ["number", "boolean"],
    "number",
    "How team/query and queryDetail show isNotifyCloseOnline and isNotifyClosePersistent.",
  ),
  joinTeamsExtension: choice(
    ["custom", "clientCustom"],
    "custom",
    "Key under which team/joinTeams shows the `custom` of a team.",
  ),
  teamEmptyStringClears: choice(
    [true, false],
    true,
    "Whether an empty text in team/update, updateTinfo, updateTeamNick and updateTlist clears the field, or is ignored.",
  ),
  emptyNameInUpdate: choice(
    ["fail414", "ignore"],
    "fail414",
    "An empty name in team/update, updateTinfo or chatroom/update: refused, or ignored.",
  ),
  muteInQueryDetail: choice(
    ["always", "whenTrue"],
    "always",
    "Whether queryDetail shows `mute` of members who are not muted.",
  ),
  unknownAccountInJoinTeams: choice(
    [414, "empty"],
    414,
    "joinTeams or listMemberInfo of an unknown account: refused, or an empty list.",
  ),
  emptyJoinTeams: choice(
    ["omit", "empty"],
    "omit",
    "joinTeams of an account without teams: the list is missing, or empty.",
  ),
  antispamWord: freeText(
    "",
    "A word that a team's name must not contain, else 403 `antispam : team name`; empty = none.",
  ),
  onlineCountFeature: choice([true, false], true, "Whether the app has team online counts; without them 403."),
};
