import { nexconn } from "pulumi-im";

const users = Array.from(
  { length: 40 },
  (_, i) => new nexconn.User(`user-${i}`, { userId: `user-${i}`, name: `U${i}` }),
);
for (const [i, { userId }] of users.slice(0, 10).entries()) {
  new nexconn.GroupChannel(`group-${i}`, { channelId: `group-${i}`, name: `G${i}`, owner: userId });
}

export const tokens = users.map(({ accessToken }) => accessToken);
