import { tencent } from "pulumi-im";

const connection = "tencent";

const accounts = Array.from(
  { length: 8 },
  (_, i) => new tencent.Account(`account-${i}`, { UserID: `acc-${i}`, Nick: `Account ${i}`, connection }),
);

const userId = (i: number) => (accounts[i % 8] as tencent.Account).UserID;

const types = ["Private", "Public", "ChatRoom", "AVChatRoom", "Community"] as const;

// Of each type one whose id is chosen and two of one name whose ids the server assigns.
for (const [i, Type] of types.entries()) {
  for (const n of [0, 1, 2]) {
    const prefix = Type === "Community" ? "@TGS#_" : "";
    const hasMembers = Type !== "AVChatRoom";
    new tencent.Group(`group-${Type}-${n}`, {
      Type,
      ...(n === 0 && { GroupId: `${prefix}chosen-${i}` }),
      Name: n === 0 ? "Chosen" : "Assigned",
      Owner_Account: userId(n),
      Introduction: `${Type} ${n}`,
      connection,
      ...(hasMembers && {
        MemberList: [userId(n + 3), { Member_Account: userId(n + 4), ...(Type !== "Private" && { Role: "Admin" }) }],
      }),
      ...(Type !== "Private" && { MutedAccountList: [userId(n + 5)] }),
    });
  }
}
