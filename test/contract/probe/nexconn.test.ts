import type { Name } from "../../../emulator/probe/nexconn/types";
import { nexconnProbe } from "../../../emulator/probe/nexconn/vendor";
import { ProbedCloud } from "./cloud";
import { access, LEAVER } from "./nexconn-app";
import { prove } from "./proof";

prove({
  vendor: nexconnProbe,
  access,
  tried: {
    readAfterWriteDelayMs: [0, 1, 300, 1000, 60_000, 600_000],
    softDeleteSeconds: [60, 0, 1, 600, 601],
    keepAliveMaximum: [5, 0, 20, 21],
    groupSizeMaximum: [3000, 2, 101, 1537],
  },
  mixed: {
    readAfterWriteDelayMs: [0, 300, 1000],
    userLimit: [0, 100],
    groupSizeMaximum: [10, 3000],
    wordMaximum: [10, 50],
    softDeleteSeconds: [0, 60, 86_400],
    keepAliveMaximum: [0, 5, 21],
    timestampWindowSeconds: [0, 60, 86_400],
  },
  left: ({ users, groups, openChannels, profanityWords }) => ({
    user: Object.keys(Object(users)).filter((id) => !LEAVER.test(id)),
    leaver: Object.keys(Object(users)).filter((id) => LEAVER.test(id)),
    group: Object.keys(Object(groups)),
    openChannel: Object.keys(Object(openChannels)),
    word: Object.keys(Object(profanityWords)),
  }),
});

const everything = Object.keys(nexconnProbe.settings) as Name[];

// After all of them, one may have taken back what another did.
test.each([
  ["all", everything],
  ["secondBan", ["secondBan"]],
  ["userProfileMerge", ["userProfileMerge"]],
] as [string, Name[]][])("after %s the users that stay are as they were made", async (_what, names) => {
  const cloud = await ProbedCloud.start(nexconnProbe, access);
  try {
    await cloud.probe(names);
    const { users, ...rest } = await cloud.state();
    for (const [, user] of Object.entries(Object(users)).filter(([id]) => !LEAVER.test(id))) {
      expect(user).toMatchObject({
        bannedUntil: null,
        profile: null,
        tags: [],
        mutedChannelTypes: [],
        blocklist: [],
        deletion: null,
      });
    }
    expect(rest).toMatchObject({ groupMutesEverywhere: {}, globalMutes: {}, openChannels: {}, profanityWords: {} });
  } finally {
    await cloud.close();
  }
});
