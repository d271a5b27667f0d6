import fc from "fast-check";
import { bytes, some } from "./arbitraries";

const uint32 = fc.oneof(fc.constantFrom(0, 1, 4_294_967_295), fc.nat());

export const userId = fc.oneof(
  fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 32 }),
  fc.constantFrom("a", "X".repeat(32), "a b&c=d?e#f%20", "constructor", "@TLS#not"),
);

/** The words of custom fields that the emulator is to know. */
export const customWords = ["Team", "toString", "z"] as const;

const mute = fc.constantFrom(0, 4294967295, "2020-01-01T00:00:00Z", "2099-12-31T23:59:59.5+08:00");

/** The fields of an account beside its UserID. */
export const tencentAccountFields = some({
  Nick: bytes(500),
  FaceUrl: bytes(500),
  Gender: fc.constantFrom("Gender_Type_Unknown", "Gender_Type_Female", "Gender_Type_Male"),
  BirthDay: uint32,
  Location: bytes(16),
  SelfSignature: bytes(500),
  AllowType: fc.constantFrom("AllowType_Type_NeedConfirm", "AllowType_Type_AllowAny", "AllowType_Type_DenyAny"),
  Language: uint32,
  MsgSettings: uint32,
  AdminForbidType: fc.constantFrom("AdminForbid_Type_None", "AdminForbid_Type_SendOut"),
  Level: uint32,
  Role: uint32,
  Custom: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...customWords), bytes(500)), { selector: ([word]) => word })
    .map((entries) => Object.fromEntries(entries)),
  C2CmsgNospeakingTime: mute,
  GroupmsgNospeakingTime: mute,
  userSigDays: fc.constantFrom(0, 1, 180, 365),
  userSigVersion: fc.nat(5),
  onDestroy: fc.constantFrom("delete", "forget"),
});
