import type { NexconnFixture, NexconnLab } from "./types";

function person(number: number): NexconnFixture<string> {
  return {
    name: `person ${number}`,
    calls: { "auth/access-token/issue": 1 },
    objects: { user: 1 },
    make: (lab) =>
      lab.mustMake(
        "user",
        (userId) => lab.must("auth/access-token/issue", { userId, name: userId }),
        lab.lastingId(`p${number}`),
      ),
  };
}

/** Users that all experiments share. They leave them as they were, or set what they look at before they look. */
export const ann = person(1);
export const ben = person(2);
export const cem = person(3);

/** Makes a group, which goes with the experiment. */
export async function newGroup(lab: NexconnLab, owner: string, userIds: readonly string[] = []): Promise<string> {
  return lab.mustMake("group", (channelId) =>
    lab.call("group-channel/create", { channelId, name: "probe", owner, userIds }),
  );
}
