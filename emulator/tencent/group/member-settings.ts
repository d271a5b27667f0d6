import { choice, count, freeText } from "../../cloud/settings";

/** What is left open about members, mutes and bans. */
export const memberSettings = {
  addMemberMaximum: count(
    [1, 1000],
    300,
    "Members that one add or import may name; beyond it 10005. Another page says 100.",
  ),
  deleteMemberMaximum: count(
    [1, 1000],
    100,
    "Members that one delete_group_member may name; beyond it 10005. Another page says 500.",
  ),
  memberCustomKeys: freeText(
    "",
    "Keys of AppMemberDefinedData that the console knows, with commas between; `*` = any; `Public:key` = of that type only.",
  ),
  joinedGroupQuota: count([0, 100_000], 0, "Groups that one account may be in, 0 = no limit; beyond it 10037."),
  unknownMember: choice(
    ["whenAll", "fail", "item"],
    "whenAll",
    "Unknown accounts in add and import: 10019 if all are unknown and Result 0 for each otherwise, 10019 always, or Result 0 always.",
  ),
  addBanned: choice(["item", "fail"], "item", "Adding somebody who is banned: Result 0, or 10007."),
  ownerRefusal: choice(
    [10004, 10007],
    10004,
    "Code for removing or banning a group's owner, or changing the owner's role.",
  ),
  removeOwner: choice(
    ["refuse", "leaves"],
    "refuse",
    "delete_group_member of the owner: refused, or the group is ownerless.",
  ),
  lastMemberRemoved: choice(
    ["disband", "keep"],
    "disband",
    "A group whose last member leaves or is removed: disbanded, or kept without members.",
  ),
  notGroupMember: choice(
    [10004, 10007],
    10004,
    "Code for a new owner, or a member to be changed, who is not in the group.",
  ),
  privateRefusal: choice([10007, 10004], 10007, "Code for admins and mutes in a Private group."),
  muteNonMember: choice(
    ["remember", "fail"],
    "remember",
    "forbid_send_msg of an account that is not in the group: in force once it is, or 10004.",
  ),
  permanentMuteRead: choice(
    ["maximum", "sum"],
    "maximum",
    "End of a mute or ban of 4294967295 seconds: that number, or the time it was set plus that.",
  ),
  banRemovesMember: choice([true, false], true, "Whether whoever is banned leaves the group."),
  memberChangeBumpsInfo: choice(
    [false, true],
    false,
    "Whether InfoSeq and LastInfoTime change with the members of a group too.",
  ),
};
