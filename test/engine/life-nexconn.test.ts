import { inHours } from "../support/in-hours";
import { describeLives } from "../support/life-cycle";
import { groupChannel } from "./life-nexconn/group-channel";
import { groupMembers } from "./life-nexconn/group-members";
import { openChannel } from "./life-nexconn/open-channel";
import { openChannelMetadata } from "./life-nexconn/open-channel-metadata";
import { profanityWords } from "./life-nexconn/profanity-words";
import { user } from "./life-nexconn/user";

describeLives({
  vendor: "nexconn",
  folder: "life-nexconn",
  rows: [user, profanityWords, groupChannel, openChannel, groupMembers, openChannelMetadata],
  options: {
    env: { FIRST_END: inHours(50), SECOND_END: inHours(70), BAN_EXPIRES_AT: inHours(24) },
    connections: ({ nexconn }) => ({ default: nexconn.connection }),
  },
  async people({ emulator }) {
    for (const userId of ["olga", "ann", "ben", "cat", "dan", "eve", "fay"]) {
      await emulator.nexconn.mustVendor("auth/access-token/issue", { userId, name: userId });
    }
  },
});
