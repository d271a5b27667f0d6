import { integer, optional, text } from "../parameters";

// Parameters of groups that several calls share.
export const permissionFields = {
  joinPerm: optional(integer({ min: 0, max: 3 })),
  removePerm: optional(integer({ min: 0, max: 2 })),
  memInvitePerm: optional(integer({ min: 0, max: 2 })),
  invitePerm: optional(integer({ min: 0, max: 1 })),
  profilePerm: optional(integer({ min: 0, max: 2 })),
  memProfilePerm: optional(integer({ min: 0, max: 2 })),
} as const;

export const textFields = {
  introduction: optional(text({ max: 512 })),
  announcement: optional(text({ max: 1024 })),
  portraitUrl: optional(text({ max: 128 }), "portrait_url"),
} as const;
