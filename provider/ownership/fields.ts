import { z } from "zod";
import { refined, setByClass, shownName } from "../schema/fields";
import { declaredMarkPattern, markPattern } from "./mark";
import { isNameOfUnfinished, takesPlaceOfMark } from "./reserved";

/** The mark of the resource at the object. */
export function markField() {
  return setByClass(z.string().regex(new RegExp(`^(${markPattern}|${declaredMarkPattern})$`)), "digits in base 32");
}

/** The name of an object that bears its ownership mark in the name until it is finished. */
export function nameBesideMark<S extends z.ZodType<string>>(schema: S): S {
  return refined(shownName(schema), (name) => !isNameOfUnfinished(name), {
    allowed: "not of the form pulumi-im:…, which is that of an object that is not finished",
    fix: "Choose another name.",
  });
}

/** The user's own data, beside which the ownership mark stands. */
export function dataBesideMark<S extends z.ZodType<string>>(schema: S): S {
  return refined(schema, (data) => !takesPlaceOfMark(data), {
    allowed: "without the key pulumi-im, which is the ownership mark's",
    fix: "Choose another key than pulumi-im, and leave out a last line that begins with pulumi-im: the mark stands there.",
  });
}
