import { raw } from "../answer";
import { toldByForm } from "../outcome";
import { ben, hall } from "./fixtures";
import type { NexconnExperiment } from "./types";

/** How values in answers are written: each is looked at as it stands. */
export const spellingExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["answerNumbers"],
    calls: { "channel-type/mute/list": 1 },
    async run(lab) {
      const answer = await lab.must("channel-type/mute/list", { channelType: "PERSON", pageSize: 1 });
      return toldByForm(answer, raw(answer, "result", "totalCount"), { number: "number", text: "text" });
    },
  },
  {
    tells: ["answerFlags"],
    uses: [hall],
    calls: { "open-channel/get": 1 },
    async run(lab) {
      const answer = await lab.must("open-channel/get", { channelId: await lab.use(hall) });
      return toldByForm(answer, raw(answer, "result", "isFrozen"), {
        boolean: "boolean",
        number: "number",
        text: "text",
      });
    },
  },
  {
    tells: ["answerSwitches"],
    uses: [hall],
    calls: { "open-channel/freeze/check": 1 },
    async run(lab) {
      const answer = await lab.must("open-channel/freeze/check", { channelId: await lab.use(hall) });
      return toldByForm(answer, raw(answer, "result", "status"), {
        number: "number",
        boolean: "boolean",
        text: "text",
      });
    },
  },
  {
    tells: ["textCodes"],
    uses: [ben],
    calls: { "user/connection-status/get": 1 },
    async run(lab) {
      const answer = await lab.must("user/connection-status/get", { userId: await lab.use(ben) });
      return toldByForm(answer, raw(answer, "result", "status"), { text: "text", number: "number" });
    },
  },
  {
    tells: ["emptyLists", "lastPageToken"],
    uses: [ben],
    calls: { "user/blocklist/get": 1 },
    async run(lab) {
      const answer = await lab.must("user/blocklist/get", { userId: await lab.use(ben) });
      return {
        emptyLists: toldByForm(answer, raw(answer, "result", "blockedUserIds"), {
          "empty list": "empty",
          missing: "omit",
          null: "null",
        }),
        lastPageToken: toldByForm(answer, raw(answer, "result", "pageToken"), {
          missing: "omit",
          "empty text": "empty",
          null: "null",
        }),
      };
    },
  },
  {
    tells: ["unsetTexts"],
    uses: [ben],
    calls: { "user/get": 1 },
    async run(lab) {
      const answer = await lab.must("user/get", { userId: await lab.use(ben) });
      return toldByForm(answer, raw(answer, "result", "avatarUrl"), {
        "empty text": "empty",
        missing: "omit",
        null: "null",
      });
    },
  },
];
