import { tencent } from "pulumi-im";

const full = new tencent.Account("full", {
  UserID: "full",
  Nick: "Full",
  FaceUrl: "https://example.com/1.png",
  Gender: "Gender_Type_Male",
  BirthDay: 19900101,
  Location: "one",
  SelfSignature: "hello",
  AllowType: "AllowType_Type_AllowAny",
  Language: 1,
  MsgSettings: 0,
  AdminForbidType: "AdminForbid_Type_None",
  Level: 1,
  Role: 1,
  Custom: { Team: "north", Desk: "4" },
  C2CmsgNospeakingTime: 0,
  GroupmsgNospeakingTime: "2099-01-01T00:00:00Z",
  userSigDays: 30,
  userSigVersion: 1,
  onDestroy: "delete",
});
new tencent.Account("kept", { UserID: "kept", userSigDays: 0, onDestroy: "forget" });

export const userSig = full.userSig;
