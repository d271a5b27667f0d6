import fc from "fast-check";
import { bytes, some, visible } from "./arbitraries";

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
  Nick: visible(bytes(500)),
  FaceUrl: bytes(500),
  Gender: fc.constantFrom("Gender_Type_Unknown", "Gender_Type_Female", "Gender_Type_Male"),
  BirthDay: fc.constantFrom(0, 19_901_231, 20_000_229, 4_294_967_295),
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

const attributeKey = fc.oneof(
  fc.constantFrom("a", "constructor", "é".repeat(16), "pulumi", " "),
  fc.string({ minLength: 1, maxLength: 8 }),
);

/** Attributes of a group, within the 16,000 bytes of all together. */
export const groupAttr = fc
  .uniqueArray(fc.tuple(attributeKey, bytes(1000)), { selector: ([key]) => key, maxLength: 15 })
  .map((entries) => Object.fromEntries(entries.filter(([key]) => key !== "__proto__")));

const link = fc.constantFrom("", "https://example.com/a.png", `https://example.com/${"é".repeat(240)}`);

/** The fields of a topic beside its ids. */
export const topicFields = some({
  Introduction: bytes(400),
  Notification: bytes(400),
  FaceUrl: link,
  CustomString: fc.oneof(bytes(2900), fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 20 }))),
  MuteAllMember: fc.constantFrom("On", "Off"),
});

/** A topic's name. */
export const topicName = visible(bytes(100)).map((text) => text || "x");
