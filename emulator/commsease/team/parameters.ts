import type { ParameterTable } from "../parameters";

// The parameters of which the vendor's tables of teams and of super teams say the same.

export const tid = { type: "integer", required: true, min: 1 } as const;
export const accid = { type: "accid", required: true } as const;
export const tname = { type: "text", max: 64 } as const;
export const custom = { type: "text", max: 1024 } as const;
export const nick = { type: "text", max: 32 } as const;
export const msg = { type: "text", required: true, max: 150 } as const;
export const attach = { type: "text", max: 512 } as const;
export const toggle = { type: "integer", oneOf: [0, 1] } as const;
export const joinmode = { type: "integer", oneOf: [0, 1, 2] } as const;
export const muteType = { type: "integer", oneOf: [0, 1, 3] } as const;
export const leave = { type: "integer", required: true, oneOf: [1, 2] } as const;

export const somePeople = { type: "accids", max: 200, nonEmpty: true, bad: "bad members" } as const;
export const people = { ...somePeople, required: true } as const;
/** Managers, and those who are muted: few in one call. */
export const fewPeople = { ...people, max: 10, maxText: 1024 } as const;

/** How a team looks and behaves, as far as a create and an update take the same. */
export const descriptive = {
  announcement: { type: "text", max: 1024 },
  intro: { type: "text", max: 512 },
  icon: { type: "text", max: 1024 },
  beinvitemode: toggle,
  invitemode: toggle,
  uptinfomode: toggle,
  upcustommode: toggle,
  bid: { type: "text" },
} as const satisfies ParameterTable;
