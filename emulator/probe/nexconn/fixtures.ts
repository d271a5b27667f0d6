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
/** Never gets an avatar, and blocks nobody. */
export const ben = person(2);
export const cem = person(3);

export const PORTRAIT = "https://example.com/group.png";

/** Makes a group, which goes with the experiment. */
export async function newGroup(
  lab: NexconnLab,
  owner: string,
  userIds: readonly string[] = [],
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return lab.mustMake("group", (channelId) =>
    lab.call("group-channel/create", { channelId, name: "probe", owner, userIds, ...more }),
  );
}

/** A group of ann's with ben as its member, of whose texts one alone is set. Experiments leave it so. */
export const club: NexconnFixture<string> = {
  name: "club",
  uses: [ann, ben],
  calls: { "group-channel/create": 1 },
  objects: { group: 1 },
  make: async (lab) =>
    newGroup(lab, await lab.use(ann), [await lab.use(ben)], { groupProfile: { portraitUrl: PORTRAIT } }),
};

/** Makes an open channel that no idle time ends while a probe lasts; it goes with the experiment. */
export async function newOpenChannel(lab: NexconnLab): Promise<string> {
  return lab.mustMake("openChannel", (channelId) => lab.call("open-channel/create", { channelId, ttlMinutes: 600 }));
}

/** An open channel of which nothing is looked at but what an experiment sets. */
export const hall: NexconnFixture<string> = {
  name: "hall",
  calls: { "open-channel/create": 1 },
  objects: { openChannel: 1 },
  make: newOpenChannel,
};
