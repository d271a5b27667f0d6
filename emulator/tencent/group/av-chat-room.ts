import { refuse } from "../../cloud/refusal";
import { demandAccounts } from "../account/rules";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { accounts, count, GroupId, integer, optional, required } from "../parameters";
import type { Group } from "../state";
import { demandType, findGroup } from "./rules";

const ADMINS = 5;
const PAGE = 500;
/** Only the newest of those inside are listed. */
const LIST_MAXIMUM = 1000;

function find(context: Context, id: string): Group {
  const group = findGroup(context, id);
  demandType(group, ["AVChatRoom"]);
  return group;
}

/** What a list says of an account, from its profile. */
function face(id: string, { state }: Context) {
  const profile = state.accounts.get(id)?.profile;
  return {
    NickName: profile?.get("Tag_Profile_IM_Nick") ?? "",
    Avatar: profile?.get("Tag_Profile_IM_Image") ?? "",
  };
}

/** Who is inside an AVChatRoom, and its admins. */
export const avChatRoomEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "group_open_http_svc/get_online_member_num",
    reads: true,
    parameters: { GroupId },
    handle: (args, context) => ({ OnlineMemberNum: find(context, args.GroupId).audience.size }),
  }),
  endpoint({
    call: "group_open_avchatroom_http_svc/get_members",
    reads: true,
    parameters: { GroupId, Timestamp: optional(count), Mark: optional(integer({ min: 0, max: 2 ** 31 })) },
    handle({ GroupId, Timestamp = 0 }, context) {
      // `Timestamp` is a position here: the vendor's pages do not say how it divides people of one second.
      const inside = [...find(context, GroupId).audience].reverse().slice(0, LIST_MAXIMUM);
      const end = Timestamp + PAGE;
      return {
        MemberList: inside
          .slice(Timestamp, end)
          .map(([id, JoinTime]) => ({ Member_Account: id, JoinTime, ...face(id, context) })),
        NextTimestamp: end < inside.length ? end : 0,
      };
    },
  }),
  endpoint({
    call: "group_open_avchatroom_http_svc/check_members",
    reads: true,
    parameters: { GroupId, Member_Account: required(accounts({ nonEmpty: true })) },
    handle({ GroupId, Member_Account }, context) {
      const { audience } = find(context, GroupId);
      return { Member_Account: Member_Account.filter((id) => audience.has(id)) };
    },
  }),
  endpoint({
    call: "group_open_avchatroom_http_svc/modify_admin",
    parameters: {
      GroupId,
      CommandType: required(integer({ min: 1, max: 2 })),
      Admin_Account: required(accounts({ nonEmpty: true })),
    },
    handle({ GroupId, CommandType, Admin_Account }, context) {
      const group = find(context, GroupId);
      const others = group.admins.filter((id) => !Admin_Account.includes(id));
      if (CommandType === 1) {
        demandAccounts(Admin_Account, context);
        if (others.length + Admin_Account.length > ADMINS) return refuse(10004, "too many admins");
      }
      group.admins = CommandType === 1 ? [...others, ...Admin_Account] : others;
      return {};
    },
  }),
  endpoint({
    call: "group_open_avchatroom_http_svc/get_admin_list",
    reads: true,
    parameters: { GroupId },
    handle: (args, context) => ({
      Admin_List: find(context, args.GroupId).admins.map((id) => ({ Admin_Account: id, ...face(id, context) })),
    }),
  }),
];
