import { refuse } from "../../cloud/refusal";
import { type Context, type Endpoint, endpoint } from "../endpoint";
import { account, accounts, list, object, required, text } from "../parameters";
import type { Account } from "../state";
import { checkTag, tagValue, unsetValue } from "./profile-tags";

const NOT_FOUND = "Err_Profile_Account_Not_Exist";

/** A value of any type: each tag says what it takes. */
const anything = (value: unknown): unknown => value;

function items({ profile }: Account, tags: readonly string[], context: Context) {
  return tags.flatMap((Tag) => {
    const Value = profile.get(Tag) ?? unsetValue(Tag, context);
    return Value === undefined ? [] : [{ Tag, Value }];
  });
}

/** The calls under `profile/`. */
export const profileEndpoints: readonly Endpoint[] = [
  endpoint({
    call: "profile/portrait_set",
    parameters: {
      From_Account: required(account),
      ProfileItem: required(
        list(object({ Tag: required(text({ nonEmpty: true })), Value: required(anything) }), { nonEmpty: true }),
      ),
    },
    handle({ From_Account, ProfileItem }, context) {
      const target = context.state.accounts.get(From_Account) ?? refuse(40003, NOT_FOUND);
      const values = ProfileItem.map(({ Tag, Value }) => [Tag, tagValue(Tag, Value, context)] as const);
      for (const [tag, value] of values) target.profile.set(tag, value);
      return { ErrorDisplay: "" };
    },
  }),
  endpoint({
    call: "profile/portrait_get",
    reads: true,
    parameters: {
      To_Account: required(accounts({ nonEmpty: true, max: 100 }), { missing: 40002 }),
      TagList: required(list(text({ nonEmpty: true }), { nonEmpty: true })),
    },
    handle({ To_Account, TagList }, context) {
      const { state, settings } = context;
      for (const tag of TagList) checkTag(tag, context);
      const unknown = To_Account.filter((id) => !state.accounts.has(id));
      if (unknown.length > 0 && settings.unknownAccountInPortraitGet === "fail") return refuse(40003, NOT_FOUND);
      return {
        UserProfileItem: To_Account.map((id) => {
          const one = state.accounts.get(id);
          return one
            ? { To_Account: id, ProfileItem: items(one, TagList, context), ResultCode: 0, ResultInfo: "" }
            : { To_Account: id, ResultCode: 40003, ResultInfo: NOT_FOUND };
        }),
        ...(unknown.length > 0 && { Fail_Account: unknown }),
        ErrorDisplay: "",
      };
    },
  }),
];
