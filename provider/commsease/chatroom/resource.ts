import type { Output } from "@pulumi/pulumi";
import { refusal } from "../../errors";
import type { Listed } from "../../ownership/creations";
import { asText, markedAtCreate, markedChange, readMarked, roomForMark, splitMark } from "../../ownership/marked-text";
import { type ArgsOf, resourceClass } from "../../program/resource-class";
import { define } from "../../resource/definition";
import type { Problem } from "../../schema/problems";
import { pickDefined } from "../../values/objects";
import { asStored } from "../accid";
import type { Room } from "../answers";
import type { ClientOptions, ClientOptionsArgs } from "../chatroom-client-options/fields";
import { clientOptionsOf } from "../chatroom-client-options/resource";
import type { CommsEaseClient, Parameter } from "../client";
import { vendor } from "../vendor";
import {
  absent,
  type ChatroomDeclaration,
  type ChatroomInputs,
  type ChatroomState,
  longestExt,
  schema,
  updatable,
} from "./fields";
import { guide } from "./guide";

/** The definition of `commsease.Chatroom`. */
export const chatroom = define<CommsEaseClient, ChatroomDeclaration, ChatroomState>({
  kind: "commsease:Chatroom",
  vendor,
  schema,
  outputs: ["roomid", "appId"],
  idKey: "roomid",
  identities: [],
  secrets: [],
  replaceOn: ["creator"],
  writeOnly: ["bid", "delayClosePolicy", "delaySeconds", "needNotify", "notifyExt", "adopt"],
  calls: [
    {
      call: "chatroom/queryUserRoomIds",
      when: "once for each creator in a run that creates rooms, and after a create without an answer",
    },
    { call: "chatroom/create", when: "on create" },
    { call: "chatroom/getBatch", when: "before each update and delete, and on refresh" },
    { call: "chatroom/update", when: "where the fields differ" },
    { call: "chatroom/muteRoom", when: "where `muteRoom` differs" },
    { call: "chatroom/updateInOutNotification", when: "where `inOutNotification` differs" },
    { call: "chatroom/updateDelayClosePolicy", when: "where `delayClosePolicy` or `delaySeconds` differs" },
    { call: "chatroom/toggleCloseStat", when: "where `valid` differs, and on delete" },
  ],
  replacement: "create",
  onDelete:
    "Closes the room and throws everybody out: the vendor has no call that deletes a room. Declared again, it is a new room with a new id.",
  guide,

  normalise(raw) {
    const ext = "ext" in raw && { ext: asText(raw.ext) };
    return { inputs: { ...raw, ...("creator" in raw && { creator: asStored(raw.creator) }), ...ext }, problems: [] };
  },

  conflicts({ delayClosePolicy, delaySeconds, ext, mark }, isOpen) {
    const problems: Problem[] = [];
    if (delaySeconds !== undefined && !delayClosePolicy && !isOpen("delayClosePolicy")) {
      problems.push({
        path: ["delaySeconds"],
        seen: `${delaySeconds} without a delayClosePolicy of 1 or 2`,
        allowed: "delaySeconds together with delayClosePolicy 1 or 2",
        fix: "Set delayClosePolicy, or leave out delaySeconds.",
      });
    }
    return [...problems, ...roomForMark("ext", ext, longestExt, mark)];
  },

  leftByDelete: {
    field: "valid",
    value: false,
    inUse: true,
    what: "commsease chat room",
    words: "is closed: nobody can enter it",
  },

  async observe(client, roomid) {
    const room = await client.rooms.load(roomid);
    return room && fromRoom(room);
  },

  async ensure(client, inputs) {
    const { creator, name, mark, adopt = false } = inputs;
    const { id, made, wasThere } = await client.roomCreations.create({
      what: "commsease chat room",
      facts: { vendor: "commsease", call: "chatroom/create", object: name },
      owner: creator,
      name,
      mark,
      adopt,
      list: () => openRoomsOf(client, creator),
      create: () => createRoom(client, inputs),
    });
    const { delayClosePolicy, delaySeconds } = inputs;
    const current = { ...made, roomid: id, delayClosePolicy, delaySeconds };
    return { id, current, wasFound: made === undefined, wasThere };
  },

  async sync(client, roomid, current, inputs) {
    const { bid, needNotify, notifyExt, adopt } = inputs;
    const notice = { needNotify, notifyExt };
    const operator = current.creator;
    // A closed room may refuse changes: open it before them, close it after them.
    if (inputs.valid === true) await syncOpen(client, roomid, current, inputs);
    const changed = pickDefined(
      inputs,
      updatable.filter((field) => inputs[field] !== current[field]),
    );
    const { sent, mark } = markedChange("ext", changed, current, inputs.mark);
    if (Object.keys(sent).length > 0) {
      await client.call("chatroom/update", { roomid, ...sent, bid, ...notice }, roomid);
      Object.assign(current, changed, { mark });
    }
    if (inputs.muteRoom !== undefined && inputs.muteRoom !== current.muteRoom) {
      await client.call("chatroom/muteRoom", { roomid, operator, mute: inputs.muteRoom, ...notice }, roomid);
      current.muteRoom = inputs.muteRoom;
    }
    if (inputs.inOutNotification !== undefined && inputs.inOutNotification !== current.inOutNotification) {
      await client.call("chatroom/updateInOutNotification", { roomid, close: !inputs.inOutNotification }, roomid);
      current.inOutNotification = inputs.inOutNotification;
    }
    await syncDelayedClose(client, roomid, current, inputs);
    if (inputs.valid === false) await syncOpen(client, roomid, current, inputs);
    Object.assign(current, { bid, ...notice, adopt, connection: inputs.connection });
  },

  async remove(client, roomid, _state, { creator, valid }) {
    if (valid !== false) await toggle(client, { roomid, operator: creator, valid: false });
  },
});

/** What a program gives to a {@link Chatroom}: each value now, or as an output of another resource. */
export type ChatroomArgs = ArgsOf<ChatroomInputs>;

/**
 * A CommsEase chat room: its fields, whether it is open, and whether it is muted. Its `clientOptions({ account })` is what
 * a web client enters the room with.
 */
export class Chatroom extends resourceClass<ChatroomArgs, ChatroomState>(chatroom) {
  /**
   * What the vendor's chat room SDK for Web is started with to enter this room as an account. Asked twice for the same
   * account and kind of client, it is the same.
   */
  clientOptions(args: ClientOptionsArgs): Output<ClientOptions> {
    return clientOptionsOf(this, args);
  }
}

async function createRoom(client: CommsEaseClient, inputs: ChatroomDeclaration) {
  const fields = pickDefined(inputs, ["creator", ...updatable, "delayClosePolicy", "delaySeconds", "bid"]);
  const ext = markedAtCreate(inputs.ext, inputs.mark);
  const { chatroom: room } = await client.call("chatroom/create", { ...fields, ext }, inputs.name);
  const live = fromRoom(room);
  // The vendor documents that notices are on at first, and not what the parameter of create means.
  const made: Partial<ChatroomState> = { muteRoom: false, inOutNotification: true, ...live };
  return { id: room.roomid, made };
}

async function openRoomsOf(client: CommsEaseClient, creator: string): Promise<Listed[]> {
  const roomids = await client.call("chatroom/queryUserRoomIds", { creator }, creator);
  const rooms = await Promise.all(roomids.map((roomid) => client.rooms.load(roomid)));
  return rooms.flatMap((room) => (room ? [listedRoom(room)] : []));
}

function listedRoom({ roomid, name, creator, ext }: Room): Listed {
  return { id: roomid, name, owner: creator, mark: splitMark(ext).mark };
}

async function syncOpen(
  client: CommsEaseClient,
  roomid: string,
  current: Partial<ChatroomState>,
  inputs: ChatroomDeclaration,
): Promise<void> {
  const { valid, delayClosePolicy, delaySeconds } = inputs;
  if (valid === undefined || valid === current.valid) return;
  const policy = valid ? { delayClosePolicy, delaySeconds } : {};
  await toggle(client, { roomid, operator: current.creator, valid, ...policy });
  Object.assign(current, { valid, ...policy });
}

/** Opens or closes a room; closing one that does not exist counts as done. */
async function toggle(client: CommsEaseClient, parameters: Record<string, Parameter>): Promise<void> {
  try {
    await client.call("chatroom/toggleCloseStat", parameters, String(parameters.roomid));
  } catch (error) {
    const isGone = refusal(error)?.vendorCode === absent && parameters.valid === false;
    if (!isGone) throw error;
  }
}

async function syncDelayedClose(
  client: CommsEaseClient,
  roomid: string,
  current: Partial<ChatroomState>,
  inputs: ChatroomDeclaration,
): Promise<void> {
  const { delayClosePolicy, delaySeconds } = inputs;
  const isSame = delayClosePolicy === current.delayClosePolicy && delaySeconds === current.delaySeconds;
  if (delayClosePolicy !== undefined && !isSame) {
    await client.call("chatroom/updateDelayClosePolicy", { roomid, delayClosePolicy, delaySeconds }, roomid);
  }
  Object.assign(current, { delayClosePolicy, delaySeconds });
}

function fromRoom(room: Room): Partial<ChatroomState> {
  const { muted, ionotify, ext } = room;
  return {
    ...pickDefined(room, ["roomid", "creator", "name", "announcement", "broadcasturl", "queuelevel", "valid"]),
    ...readMarked("ext", ext),
    ...(muted !== undefined && { muteRoom: muted }),
    ...(ionotify !== undefined && { inOutNotification: ionotify }),
  };
}
