import { boolean, integer, optional, required, text } from "../parameters";

// The parameters of which the vendor's tables of chatrooms say the same.

export const roomid = required(integer({ min: 1 }));
export const needNotify = optional(boolean);
export const notifyExt = optional(text({ max: 2048 }));
export const notice = { needNotify, notifyExt };
