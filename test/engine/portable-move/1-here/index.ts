import { Account, Team } from "pulumi-im";

const connection = "default";

// The same people are on both clouds.
const people = ["default", "abroad"].flatMap((cloud) =>
  ["olga", "ann"].map((id) => new Account(`${id}-${cloud}`, { accountId: id, name: id, connection: cloud })),
);

const team = new Team(
  "support",
  { connection, name: "Support", owner: "olga", members: { ann: { manager: true } } },
  { dependsOn: people },
);

export const { teamId, vendor } = team;
