import { refuse } from "../../cloud/refusal";
import { byteLength } from "../../cloud/text-length";
import type { Context } from "../endpoint";
import { UINT32 } from "../parameters";
import { commaSeparated } from "../settings";
import type { TagValue } from "../state";
import { checkWord } from "./rules";

/** What a standard tag holds. */
interface Tag {
  readonly values?: readonly string[];
  readonly numeric?: true;
  readonly max?: number;
  readonly fallback?: TagValue;
}

const STANDARD: Readonly<Record<string, Tag>> = {
  Tag_Profile_IM_Nick: {},
  Tag_Profile_IM_Gender: {
    values: ["Gender_Type_Unknown", "Gender_Type_Female", "Gender_Type_Male"],
    fallback: "Gender_Type_Unknown",
  },
  Tag_Profile_IM_BirthDay: { numeric: true, fallback: 0 },
  Tag_Profile_IM_Location: { max: 16 },
  Tag_Profile_IM_SelfSignature: {},
  Tag_Profile_IM_AllowType: {
    values: ["AllowType_Type_NeedConfirm", "AllowType_Type_AllowAny", "AllowType_Type_DenyAny"],
  },
  Tag_Profile_IM_Language: { numeric: true, fallback: 0 },
  Tag_Profile_IM_Image: {},
  Tag_Profile_IM_MsgSettings: { numeric: true, fallback: 0 },
  Tag_Profile_IM_AdminForbidType: {
    values: ["AdminForbid_Type_None", "AdminForbid_Type_SendOut"],
    fallback: "AdminForbid_Type_None",
  },
  Tag_Profile_IM_Level: { numeric: true, fallback: 0 },
  Tag_Profile_IM_Role: { numeric: true, fallback: 0 },
};

const VALUE_BYTES = 500;
const CUSTOM = /^Tag_Profile_Custom_([A-Za-z]{1,8})$/;

function findTag(name: string, { settings }: Context): Tag {
  const standard = Object.hasOwn(STANDARD, name) ? STANDARD[name] : undefined;
  if (standard) return standard;
  const word = CUSTOM.exec(name)?.[1];
  const declared = commaSeparated(settings.profileCustomTags);
  if (word !== undefined && (declared.includes("*") || declared.includes(word))) return {};
  return refuse(40009, `unknown tag ${name}`);
}

/** Refuses a tag that does not exist. */
export function checkTag(name: string, context: Context): void {
  findTag(name, context);
}

/** The value as the tag takes it. */
export function tagValue(name: string, value: unknown, context: Context): TagValue {
  const tag = findTag(name, context);
  if (tag.numeric) {
    if (typeof value !== "number" || !Number.isInteger(value)) return refuse(40610, `${name} is not an integer`);
    return value >= 0 && value <= UINT32 ? value : refuse(40605, `${name} is invalid`);
  }
  if (typeof value !== "string") return refuse(40610, `${name} is not a string`);
  if (tag.values && !tag.values.includes(value)) return refuse(40605, `${name} is invalid`);
  if (byteLength(value) > VALUE_BYTES) return refuse(40601, `${name} is too long`);
  if (tag.max !== undefined && byteLength(value) > tag.max) {
    return refuse(context.settings.overLongLocation, `${name} is too long`);
  }
  checkWord(value, context.settings.antispamProfileCode, context);
  return value;
}

/** What a tag that was never set reads as; undefined where it is left out. */
export function unsetValue(name: string, { settings }: Context): TagValue | undefined {
  if (settings.unsetProfileTag === "omit") return undefined;
  const fallback = name === "Tag_Profile_IM_AllowType" ? settings.allowTypeDefault : STANDARD[name]?.fallback;
  return fallback ?? (settings.unsetProfileTag === "all" ? "" : undefined);
}
