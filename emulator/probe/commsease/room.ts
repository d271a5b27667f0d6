import { isTrue, part, raw, textOf } from "../answer";
import { told, toldAs, toldByCode, toldByForm, toldFrom } from "../outcome";
import { ann, room, withoutRooms } from "./fixtures";
import type { CommsEaseExperiment, CommsEaseLab } from "./types";

/** No app's chatroom has such a roomid. */
const NO_ROOM = "1";

async function get(lab: CommsEaseLab) {
  return lab.must("chatroom/get", { roomid: await lab.use(room) });
}

export const roomExperiments: readonly CommsEaseExperiment[] = [
  {
    tells: ["chatroomFeature"],
    calls: { "chatroom/get": 1 },
    run: async (lab) =>
      toldAs(await lab.call("chatroom/get", { roomid: NO_ROOM }), { 403: false, 404: true, 414: true }),
  },
  {
    tells: ["unknownRoom"],
    hiddenBy: withoutRooms,
    calls: { "chatroom/get": 1 },
    run: async (lab) => toldByCode(await lab.call("chatroom/get", { roomid: NO_ROOM })),
  },
  {
    tells: ["unknownRoomCreator"],
    hiddenBy: withoutRooms,
    calls: { "chatroom/create": 1 },
    run: async (lab) => toldByCode(await lab.call("chatroom/create", { creator: lab.newId(), name: "probe" })),
  },
  {
    tells: ["unknownCreatorInQueryUserRoomIds"],
    hiddenBy: withoutRooms,
    calls: { "chatroom/queryUserRoomIds": 1 },
    run: async (lab) =>
      toldAs(await lab.call("chatroom/queryUserRoomIds", { creator: lab.newId() }), { 200: "empty", 404: 404 }),
  },
  {
    tells: ["creatorRoomIds"],
    hiddenBy: withoutRooms,
    uses: [ann, room],
    calls: { "chatroom/queryUserRoomIds": 1 },
    async run(lab) {
      await lab.use(room);
      const answer = await lab.must("chatroom/queryUserRoomIds", { creator: await lab.use(ann) });
      return toldByForm(answer, raw(answer, "desc", "roomids"), { text: "text", list: "list" });
    },
  },
  {
    // Nobody gave it a broadcasturl.
    tells: ["roomidForm", "unsetRoomText", "ionotifyOnRead", "delayInfoOnGet"],
    hiddenBy: withoutRooms,
    uses: [room],
    calls: { "chatroom/get": 1 },
    async run(lab) {
      const answer = await get(lab);
      const shown = (name: string) => raw(answer, "chatroom", name);
      return {
        roomidForm: toldByForm(answer, shown("roomid"), { number: "number", text: "text" }),
        unsetRoomText: toldByForm(answer, shown("broadcasturl"), {
          missing: "omit",
          "empty text": "empty",
          null: "null",
        }),
        ionotifyOnRead: told(shown("ionotify") !== undefined),
        delayInfoOnGet: told(shown("delayInfo") !== undefined),
      };
    },
  },
  {
    // The room was made with 1.
    tells: ["inOutNotificationOn"],
    hiddenBy: [...withoutRooms, { ionotifyOnRead: [false] }],
    uses: [room],
    calls: { "chatroom/get": 1 },
    run: async (lab) => told(isTrue(part(await get(lab), "chatroom", "ionotify")) ? 1 : 0),
  },
  {
    tells: ["getBatchLists", "getBatchRoomObject"],
    hiddenBy: withoutRooms,
    uses: [room],
    calls: { "chatroom/getBatch": 1 },
    async run(lab) {
      const answer = await lab.must("chatroom/getBatch", { roomids: [await lab.use(room)] });
      const first = part(answer, "succRooms", 0);
      const isWhole = part(answer, "succRooms", 0, "queuelevel") !== undefined;
      return {
        getBatchLists: toldByForm(answer, raw(answer, "succRooms"), { list: "list", text: "text" }),
        getBatchRoomObject: first === undefined ? { strange: answer } : told(isWhole ? "asGet" : "short"),
      };
    },
  },
  {
    tells: ["roomEmptyStringClears"],
    hiddenBy: withoutRooms,
    uses: [room],
    calls: { "chatroom/update": 2, "chatroom/get": 1 },
    async run(lab) {
      const roomid = await lab.use(room);
      await lab.must("chatroom/update", { roomid, ext: "probe" });
      await lab.must("chatroom/update", { roomid, ext: "" });
      const answer = await get(lab);
      return toldFrom(answer, textOf(part(answer, "chatroom", "ext")), [
        ["", true],
        ["probe", false],
      ]);
    },
  },
  {
    tells: ["clearedAnnouncement"],
    hiddenBy: [...withoutRooms, { roomEmptyStringClears: [false] }],
    uses: [room],
    calls: { "chatroom/update": 2, "chatroom/get": 1 },
    async run(lab) {
      const roomid = await lab.use(room);
      await lab.must("chatroom/update", { roomid, announcement: "probe" });
      await lab.must("chatroom/update", { roomid, announcement: "" });
      const answer = await get(lab);
      return toldByForm(answer, raw(answer, "chatroom", "announcement"), { "empty text": "empty", null: "null" });
    },
  },
  {
    tells: ["sameStateToggle"],
    hiddenBy: withoutRooms,
    uses: [room, ann],
    calls: { "chatroom/toggleCloseStat": 1 },
    async run(lab) {
      const order = { roomid: await lab.use(room), operator: await lab.use(ann), valid: true };
      return toldByCode(await lab.call("chatroom/toggleCloseStat", order));
    },
  },
  {
    tells: ["sameStateMuteRoom"],
    hiddenBy: withoutRooms,
    uses: [room, ann],
    calls: { "chatroom/muteRoom": 1 },
    async run(lab) {
      const order = { roomid: await lab.use(room), operator: await lab.use(ann), mute: false };
      return toldByCode(await lab.call("chatroom/muteRoom", order));
    },
  },
  {
    tells: ["delayCloseFeature"],
    hiddenBy: withoutRooms,
    uses: [room],
    calls: { "chatroom/updateDelayClosePolicy": 1 },
    async run(lab) {
      const order = { roomid: await lab.use(room), delayClosePolicy: 0 };
      return toldAs(await lab.call("chatroom/updateDelayClosePolicy", order), { 200: true, 403: false });
    },
  },
];
