import { z } from "zod";
import type { ImError } from "../errors";
import { notThere } from "../resource/not-there";
import { described } from "../schema/fields";

/** The id of a chat room, as text: the vendor's numbers may outgrow those of JavaScript. */
export function roomidField() {
  const schema = z.string().regex(/^[1-9]\d{0,18}$/);
  return described(schema, "the id of a room, a text of digits", "Give the `roomid` of a Chatroom, as text.");
}

/** That there is no such room for what belongs to one. */
export function noRoom(roomid: string, undone: string, cause?: unknown): ImError {
  return notThere({ vendor: "commsease", object: "room", id: roomid, by: "roomid" }, undone, cause);
}
