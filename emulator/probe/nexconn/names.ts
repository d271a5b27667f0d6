/** Names in the newest client that the documentation has otherwise: of paths, and of fields by call. */
const PATHS: Readonly<Record<string, string>> = {
  "group-channel/leave": "group-channel/quit",
  "group-channel/user/mute-list/get": "group-channel/user/mute-list-get",
  "profanity-word/remove": "profanity-word/delete",
  "profanity-word/batch/remove": "profanity-word/batch/delete",
};

const PARTICIPANTS = /^open-channel\/((global-mute|priority-sender)-list\/(add|remove|get))$/;

const CLEARING = {
  shouldDeleteMute: "isDelBan",
  shouldDeleteAllowedSendersList: "isDelWhite",
  shouldDeleteFavorites: "isDelFollowed",
};

const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "group-channel/leave": CLEARING,
  "group-channel/transfer/owner": { ...CLEARING, shouldLeave: "shouldQuit" },
  "open-channel/create": { shouldFreeze: "isBan", allowedSendersList: "whiteUserIds" },
};

/** A call by the names of the documentation. */
export function documented(
  call: string,
  params: Readonly<Record<string, unknown>>,
): { call: string; params: Readonly<Record<string, unknown>> } {
  const fields = FIELDS[call] ?? {};
  return {
    call: PATHS[call] ?? call.replace(PARTICIPANTS, "open-channel/participant/$1"),
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [fields[name] ?? name, value])),
  };
}
