import { isObject } from "../../cloud/values";

type Names = Readonly<Record<string, string>>;

/** Names in the newest client that the documentation has otherwise: of paths, and of fields by call. */
const PATHS: Names = {
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

const OWNER = { metadataOwnerId: "userId" };

const FIELDS: Readonly<Record<string, Names>> = {
  "group-channel/leave": CLEARING,
  "group-channel/transfer/owner": { ...CLEARING, shouldLeave: "shouldQuit" },
  "open-channel/create": { shouldFreeze: "isBan", allowedSendersList: "whiteUserIds" },
  "open-channel/metadata/batch/set": OWNER,
  "open-channel/metadata/batch/remove": OWNER,
};

/** Of objects in fields. */
const INNER: Readonly<Record<string, Names>> = { groupProfile: { portraitUrl: "portrait_url" } };

function renamed(params: Readonly<Record<string, unknown>>, names: Names): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const inner = INNER[name];
      return [names[name] ?? name, inner && isObject(value) ? renamed(value, inner) : value];
    }),
  );
}

/** A call by the names of the documentation. */
export function documented(
  call: string,
  params: Readonly<Record<string, unknown>>,
): { call: string; params: Readonly<Record<string, unknown>> } {
  return {
    call: PATHS[call] ?? call.replace(PARTICIPANTS, "open-channel/participant/$1"),
    params: renamed(params, FIELDS[call] ?? {}),
  };
}
