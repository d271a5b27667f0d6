import type { Guide } from "../../resource/guide";
import type { GroupDeclaration, GroupState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<GroupDeclaration, GroupState> = {
  import: {
    title: "A Tencent group",
    idIs: "the GroupId",
    advice:
      "`GroupIdDeclared` says whether the program names it: `false` for a group whose id the server assigned, which stands in `outputs` alone. `Type` has the vendor's name, `Private` or `ChatRoom`, even where the program says `Work` or `Meeting`.",
    name: "support",
    id: "support",
    inputs: {
      Type: "Public",
      GroupId: "support",
      Name: "Customer support",
      Owner_Account: "svc-helpdesk",
      MemberList: { "agent-ana": { Role: "Admin" }, "agent-ben": {} },
    },
    outputs: { GroupIdDeclared: true, appId: "YOUR_SDK_APP_ID" },
  },
  limits: [
    "**What a type does not have cannot be declared for it**: the preview says what, why, and which types have it. An AVChatRoom has no members, since people enter it by themselves.",
    "**The owner of an AVChatRoom cannot change**, nor a group's `Type`, `GroupId` or `SupportTopic`: a change makes a new group.",
    "**A group can be taken from its owner only by giving it to another.** Leaving `Owner_Account` out changes nothing.",
    "**`HistoryMsgBeforeJoin` cannot be read back**, nor the description that goes along with a ban, which is not sent.",
    "**`AppDefinedData` and `AppMemberDefinedData` are about the declared keys only.** What others write under other keys is not seen.",
    "**A new group is called `pulumi-im:` and 20 digits for a moment**, until it has its mark, which is the group attribute `pulumi-im`: one of the 16 that a group may have. Clients can see that name; members are added after it is gone. A group whose own name or mark is refused is taken away again; one that cannot be finished because the vendor is out of reach is reported by a refresh, and finished by the next `up`. Where a type or plan has no attributes, `im:ownershipMark: false` does without.",
    "**Whether the id of a dissolved group is held for a while is not documented.** A group that is replaced under its own `GroupId` has to go first, of which the preview warns; should the vendor then refuse the new one, the error says that the id is held. Another `GroupId` is free at once, and the new group is made before the old one goes.",
    "**A group whose id the server assigns** is found again by its name. Where the program changes its `Name` between an interrupted `up` and the next, it is made a second time. For groups without an owner and for AVChatRooms every group of that type in the app is listed, once in a run: the vendor allows one such call in a second.",
    "**Ends of mutes and bans** are compared to the minute, by the vendor's clock. One further off than 10,000 days has to be for ever.",
    "**Bans need the vendor's largest plan** and a switch in its console. They are read only where they are declared.",
    "**A large group costs a call for each 100 members** at each read, where its members are managed, also with `additive`.",
    "**Roles, name cards and data are set for one member at a time.**",
  ],
};
