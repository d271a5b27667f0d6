import { boolean, integer, optional, required, text, texts } from "../parameters";

/** 1003 is the code for an empty id, and for a bad number of minutes. */
export const openChannelId = required(text({ max: 64, unit: "bytes", code: 1003 }));
export const ttlMinutes = optional(integer({ min: 60, max: 10_080, code: 1003 }));
export const destroyType = optional(integer({ oneOf: [0, 1] }));
export const participantIds = required(texts({ max: 20 }));

/** Taken and not kept: they concern a notice to the people inside. */
export const notice = {
  needNotify: optional(boolean),
  extra: optional(text()),
};
