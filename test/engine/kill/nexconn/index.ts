import { nexconn } from "pulumi-im";

const connection = "nexconn";

const users = Array.from(
  { length: 20 },
  (_, i) => new nexconn.User(`user-${i}`, { userId: `user-${i}`, name: `User ${i}`, connection }),
);

const userId = (i: number) => (users[i] as nexconn.User).userId;
const end = process.env.IM_TEST_END ?? "";

for (let i = 0; i < 10; i++) {
  new nexconn.GroupChannel(`group-${i}`, {
    channelId: `group-${i}`,
    name: `Group ${i % 4}`,
    owner: userId(i % 3),
    members: [userId(10 + i), { userId: userId(9), admin: true }],
    groupExtProfile: { ext_number: String(i) },
    connection,
  });
  new nexconn.OpenChannel(
    `channel-${i}`,
    {
      channelId: `channel-${i}`,
      metadata: { number: String(i) },
      metadataOwnerId: userId(i % 3),
      mutedParticipants: { "user-9": { muteExpiresAt: end } },
      connection,
    },
    { dependsOn: users },
  );
}
