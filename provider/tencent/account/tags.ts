/** The standard fields of a profile, each with its tag and what a profile has that never got one. */
export const standard = {
  Nick: { tag: "Tag_Profile_IM_Nick", unset: "" },
  Gender: { tag: "Tag_Profile_IM_Gender", unset: "Gender_Type_Unknown" },
  BirthDay: { tag: "Tag_Profile_IM_BirthDay", unset: 0 },
  Location: { tag: "Tag_Profile_IM_Location", unset: "" },
  SelfSignature: { tag: "Tag_Profile_IM_SelfSignature", unset: "" },
  // What an app gives to a new account is set in the console.
  AllowType: { tag: "Tag_Profile_IM_AllowType", unset: undefined },
  Language: { tag: "Tag_Profile_IM_Language", unset: 0 },
  FaceUrl: { tag: "Tag_Profile_IM_Image", unset: "" },
  MsgSettings: { tag: "Tag_Profile_IM_MsgSettings", unset: 0 },
  AdminForbidType: { tag: "Tag_Profile_IM_AdminForbidType", unset: "AdminForbid_Type_None" },
  Level: { tag: "Tag_Profile_IM_Level", unset: 0 },
  Role: { tag: "Tag_Profile_IM_Role", unset: 0 },
} as const;

export type ProfileField = keyof typeof standard;

export const profileFields = Object.keys(standard) as ProfileField[];

const numberTags = new Set<string>(
  Object.values(standard).flatMap(({ tag, unset }) => (typeof unset === "number" ? [tag] : [])),
);

/** Whether a tag has a number; every other has a text. */
export function isNumberTag(tag: string): boolean {
  return numberTags.has(tag);
}
