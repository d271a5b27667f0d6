import { choice, count } from "../../cloud/settings";

/** What is left open about super teams beyond what is open about teams. */
export const superTeamSettings = {
  superTeamFeature: choice(
    [true, false],
    true,
    "Whether the app has super teams; without them every superteam call is 403.",
  ),
  superTeamSizeMaximum: count([2, 100_000], 10_000, "The app's maximum for tlevel."),
  superTidInCreate: choice(["text", "number"], "text", "How superteam/create answers `tid`."),
  superMagree: choice(
    ["ignore", "take"],
    "ignore",
    "`magree` in superteam/create and invite: unknown, or as in team/create, before what superTeamConsent says.",
  ),
  superTeamConsent: choice(
    ["beinvitemode", "never"],
    "beinvitemode",
    "Whether people invited to a super team whose beinvitemode is 0 must accept first, or are in at once.",
  ),
  superTeamUpdateRight: choice(
    ["managers", "uptinfomode"],
    "managers",
    "Who may call updateTinfo: owner and managers, or whom the team's uptinfomode lets.",
  ),
  unknownSuperTeamInGetTinfos: choice(
    ["fail", "omit"],
    "fail",
    "getTinfos with an unknown tid: the unknownTeam code, or it is missing from the answer.",
  ),
  superTeamOwnerKeys: choice(
    ["both", "owner", "creator"],
    "both",
    "Under which keys a super team shows its present owner: `owner` and `creator`, or one of them.",
  ),
  superPageMaximum: count([1, 2000], 100, "Members that one getTlists or getMuteTlists may ask for; beyond it 414."),
  superPageFromZero: choice(
    ["now", "nothing"],
    "now",
    "getTlists and getMuteTlists downwards from timetag 0: from now on, or an empty page.",
  ),
  superMemberTimes: choice(
    ["number", "text"],
    "number",
    "How getTlists and getMuteTlists show jointime, createtime and updatetime.",
  ),
  superMemberMute: choice(["number", "boolean"], "number", "How getTlists and getMuteTlists show `mute`."),
  superJoinTeamsKey: choice(["tinfos", "tlists"], "tinfos", "Key of the list in the answer of superteam/joinTeams."),
  superJoinTeamsObject: choice(
    ["asGetTinfos", "short"],
    "asGetTinfos",
    "Super teams in joinTeams: as getTinfos shows them, or owner, tname, maxusers, tid, size and custom only.",
  ),
};
