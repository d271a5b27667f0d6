import type { z } from "zod";
import { absent, flag, leavingOut, listOf, object, oneOf, text } from "../../http/answer-fields";
import { accid, unset, untold } from "./shared";

const profile = object({
  accid: accid(),
  name: unset(),
  icon: unset(),
  sign: unset(),
  email: unset(),
  birth: unset(),
  mobile: unset(),
  gender: absent(oneOf(0, 1, 2), 0, "it was never set"),
  ex: unset(),
  valid: untold(flag()),
  mute: untold(flag()),
  muteP2P: untold(flag()),
  muteTeam: untold(flag()),
  muteRoom: untold(flag()),
  muteQChat: untold(flag()),
});

/** An account with its profile. */
export type Profile = z.output<typeof profile>;

const login = object({ accid: accid(), token: text().min(1, { error: "a token" }) });

export const accountAnswers = {
  "user/create": object({ info: login }),
  "user/refreshToken": object({ info: login }),
  "user/getUinfos": object({ uinfos: leavingOut(listOf(profile), "there is no such account") }),
};
