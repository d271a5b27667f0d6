import { accids, integer, optional, required, text } from "../parameters";

// The parameters of which the vendor's tables of teams and of super teams say the same.

export const tid = required(integer({ min: 1 }));
export const tname = text({ max: 64 });
export const custom = optional(text({ max: 1024 }));
export const nick = optional(text({ max: 32 }));
export const msg = required(text({ max: 150 }));
export const attach = optional(text({ max: 512 }));
export const toggle = integer({ oneOf: [0, 1] });
export const joinmode = integer({ oneOf: [0, 1, 2] });
export const muteType = integer({ oneOf: [0, 1, 3] });
export const leave = required(integer({ oneOf: [1, 2] }));

const PEOPLE = { nonEmpty: true, words: "bad members" } as const;

export const somePeople = optional(accids({ ...PEOPLE, max: 200 }));
export const people = required(accids({ ...PEOPLE, max: 200 }));
/** Managers, and those who are muted: few in one call. */
export const fewPeople = required(accids({ ...PEOPLE, max: 10, maxText: 1024 }));

/** How a team looks and behaves, as far as a create and an update take the same. */
export const descriptive = {
  announcement: optional(text({ max: 1024 })),
  intro: optional(text({ max: 512 })),
  icon: optional(text({ max: 1024 })),
  beinvitemode: optional(toggle),
  invitemode: optional(toggle),
  uptinfomode: optional(toggle),
  upcustommode: optional(toggle),
  bid: optional(text()),
};
