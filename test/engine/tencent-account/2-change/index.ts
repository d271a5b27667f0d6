import { tencent } from "pulumi-im";

const full = new tencent.Account("full", {
  UserID: "full",
  Nick: "Full, changed",
  FaceUrl: "",
  Gender: "Gender_Type_Female",
  BirthDay: 19910202,
  Location: "two",
  SelfSignature: "bye",
  AllowType: "AllowType_Type_DenyAny",
  Language: 2,
  MsgSettings: 1,
  AdminForbidType: "AdminForbid_Type_SendOut",
  Level: 2,
  Role: 2,
  Custom: { Team: "south" },
  C2CmsgNospeakingTime: 4294967295,
  GroupmsgNospeakingTime: 0,
  userSigDays: 60,
  userSigVersion: 2,
  onDestroy: "forget",
});
new tencent.Account("kept", { UserID: "kept", userSigDays: 0, onDestroy: "forget" });

export const userSig = full.userSig;
