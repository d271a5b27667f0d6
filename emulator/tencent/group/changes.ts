import { demandAccounts } from "../account/rules";
import { type Endpoint, endpoint } from "../endpoint";
import { account, GroupId, optional, required } from "../parameters";
import type { Group } from "../state";
import { declaredPairs, mergePairs } from "./custom-fields";
import { takeOut } from "./leaving";
import {
  checkWords,
  commonFields,
  fieldsOfType,
  groupName,
  inviteJoinOption,
  maxMembers,
  memberCount,
  onOrOff,
} from "./parameters";
import { findGroup, findMember, findWithMembers, infoChanged } from "./rules";

const CLEARABLE = ["Introduction", "Notification", "FaceUrl"] as const;

const SIMPLE = [
  "ApplyJoinOption",
  "InviteJoinOption",
  "MuteAllMember",
  "HistoryMsgBeforeJoin",
  "EnablePermission",
  "DefaultPermission",
] as const satisfies readonly (keyof Group)[];

/** Changing groups: what is not sent stays. */
export const groupChangeEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group_open_http_svc/modify_group_base_info",
    parameters: {
      GroupId,
      From_Account: optional(account),
      Name: optional(groupName),
      MaxMemberNum: optional(memberCount),
      MuteAllMember: optional(onOrOff, "ShutUpAllMember"),
      HistoryMsgBeforeJoin: optional(onOrOff),
      InviteJoinOption: inviteJoinOption,
      ...commonFields,
    },
    handle(sent, context) {
      const { settings, nowSeconds } = context;
      const group = findGroup(context, sent.GroupId);
      const args = fieldsOfType(sent, group.Type, context, true);
      if (args.From_Account !== undefined) demandAccounts([args.From_Account], context);
      checkWords(args, context);
      const fields = declaredPairs(args.AppDefinedData ?? [], group.Type, settings.groupCustomKeys, context);
      const { MaxMemberNum } = args;
      if (MaxMemberNum !== undefined) group.MaxMemberNum = maxMembers(MaxMemberNum, group.Type, context);
      group.Name = args.Name ?? group.Name;
      for (const name of CLEARABLE) {
        const value = args[name];
        if (value || (value === "" && settings.emptyTextClears)) group[name] = value;
      }
      Object.assign(group, Object.fromEntries(SIMPLE.map((name) => [name, args[name] ?? group[name]])));
      mergePairs(group.AppDefinedData, fields);
      infoChanged(group, nowSeconds);
      return {};
    },
  }),
  endpoint({
    call: "group_open_http_svc/change_group_owner",
    parameters: { GroupId, NewOwner_Account: required(account), From_Account: optional(account) },
    handle({ GroupId, NewOwner_Account, From_Account }, context) {
      const group = findWithMembers(context, GroupId);
      if (From_Account !== undefined) demandAccounts([From_Account], context);
      const next = findMember(context, group, NewOwner_Account);
      const former = group.Owner_Account;
      if (former === NewOwner_Account) return {};
      next.admin = false;
      group.Owner_Account = NewOwner_Account;
      if (former !== "" && context.settings.formerOwner === "leaves") takeOut(group, former, context);
      infoChanged(group, context.nowSeconds);
      return {};
    },
  }),
];
