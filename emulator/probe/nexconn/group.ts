import { toldAs, toldByCode } from "../outcome";
import { ann } from "./fixtures";
import type { NexconnExperiment } from "./types";

export const withoutGroups = [{ managedGroupsFeature: [false] }] as const;

/** 1002, also where codes of groups are of their own. */
export const BAD_PARAMETER = { 1002: 1002, 25403: 1002 } as const;

/** Groups as such. */
export const groupExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["groupIdCharacters"],
    hiddenBy: withoutGroups,
    uses: [ann],
    calls: { "group-channel/create": 2 },
    objects: { group: 2 },
    async run(lab) {
      const owner = await lab.use(ann);
      const create = (channelId: string) => lab.call("group-channel/create", { channelId, name: "probe", owner });
      const dashes = await lab.make("group", create, `${lab.newId()}-_`);
      if (!dashes.answer.ok) return toldAs(dashes.answer, { 25430: "strict" });
      const any = await lab.make("group", create, `${lab.newId()}.~`);
      return toldAs(any.answer, { 25430: "dashes", 0: "any" });
    },
  },
  {
    tells: ["groupParameterCodes"],
    hiddenBy: withoutGroups,
    calls: { "group-channel/profile/list": 1 },
    run: async (lab) => toldAs(await lab.call("group-channel/profile/list", {}), { 1002: "general", 25403: "managed" }),
  },
  {
    tells: ["ownerInUserIds"],
    hiddenBy: withoutGroups,
    uses: [ann],
    calls: { "group-channel/create": 1 },
    objects: { group: 1 },
    async run(lab) {
      const owner = await lab.use(ann);
      const { answer } = await lab.make("group", (channelId) =>
        lab.call("group-channel/create", { channelId, name: "probe", owner, userIds: [owner] }),
      );
      return toldAs(answer, { ...BAD_PARAMETER, 0: "ignore" });
    },
  },
  {
    tells: ["strangersAmongInvited"],
    hiddenBy: [...withoutGroups, { unregisteredUsers: ["accept"] }],
    uses: [ann],
    calls: { "group-channel/create": 1 },
    objects: { group: 1 },
    async run(lab) {
      const [owner, stranger] = [await lab.use(ann), lab.newId()];
      const { answer } = await lab.make("group", (channelId) =>
        lab.call("group-channel/create", { channelId, name: "probe", owner, userIds: [stranger] }),
      );
      return toldAs(answer, { 24366: "fail", 0: "skip" });
    },
  },
  {
    tells: ["dismissUnknownGroup"],
    hiddenBy: withoutGroups,
    calls: { "group-channel/dismiss": 1 },
    run: async (lab) => toldByCode(await lab.call("group-channel/dismiss", { channelId: lab.newId() })),
  },
  {
    tells: ["unknownGroupsInProfileList"],
    hiddenBy: withoutGroups,
    calls: { "group-channel/profile/list": 1 },
    run: async (lab) =>
      toldAs(await lab.call("group-channel/profile/list", { channelIds: [lab.newId()] }), { 0: "omit", 25410: 25410 }),
  },
];
