import type { Emulator } from "../../support/emulator";
import type { Row } from "../../support/life-cycle";

const channelId = "lobby";
const mark = { "pulumi-im": { value: expect.stringMatching(/^[0-9a-v]{20}$/) } };
const someTime = expect.any(Number);
const channel = async (emulator: Emulator, id = channelId) => (await emulator.nexconn.state()).openChannels[id];
const reads = /\/(get|list|check|exist|query\.json)$/;

const second = {
  destroyType: 0,
  ttlMinutes: 120,
  keptAlive: true,
  frozen: true,
  mutes: { ann: someTime, ben: someTime },
  bans: { cat: someTime },
  metadata: { topic: { value: "second", owner: "ben" }, added: { value: "y", owner: "ben" }, ...mark },
};

export const openChannel: Row = {
  kind: "nexconn:OpenChannel",
  folder: "open-channel",
  resource: "channel",
  isOwn: ({ call, params }) =>
    !reads.test(call) && [params.channelId, params.channelIds, params.chatroomId].flat().includes(channelId),
  previewed: [/ttlMinutes *: 90/],

  async created({ emulator, calls }) {
    expect(await channel(emulator)).toMatchObject({
      destroyType: 1,
      ttlMinutes: 90,
      keptAlive: false,
      frozen: false,
      allowedSenders: ["ann", "ben"],
      mutes: { ann: someTime },
      bans: { dan: someTime },
      metadata: { topic: { value: "first", owner: "ann" }, gone: { value: "x" }, ...mark },
    });
    expect(calls.map(({ call }) => call)).toEqual([
      "open-channel/create",
      "open-channel/participant/mute-list/add",
      "open-channel/participant/ban-list/add",
    ]);
  },

  async changed({ emulator, text, calls }) {
    // A change of the type is warned of.
    expect(text).toMatch(/counts the idle time so far/);
    const found = await channel(emulator);
    expect(found).toMatchObject(second);
    expect(found.allowedSenders.sort()).toEqual(["ann", "cat"]);
    expect(calls.map(({ call }) => call)).toEqual([
      "chatroom/keepalive/add.json",
      "open-channel/metadata/batch/remove",
      "open-channel/metadata/batch/set",
      "open-channel/participant/allowed-sender-list/remove",
      "open-channel/participant/allowed-sender-list/add",
      "open-channel/participant/mute-list/add",
      "open-channel/participant/ban-list/remove",
      "open-channel/participant/ban-list/add",
      "open-channel/freeze-list/add",
      "open-channel/destroy-type/set",
    ]);
  },

  async drift({ emulator }) {
    const byHand = (call: string, params: object) =>
      emulator.nexconn.mustVendor(`open-channel/${call}`, { channelId, ...params });
    await byHand("destroy-type/set", { destroyType: 1, ttlMinutes: 200 });
    await byHand("freeze-list/remove", {});
    await byHand("participant/allowed-sender-list/add", { participantIds: ["dan"] });
    await byHand("participant/mute-list/remove", { participantIds: ["ann"] });
    await byHand("participant/ban-list/add", { participantIds: ["dan"], durationMinutes: 100 });
    await byHand("metadata/batch/set", { metadataOwnerId: "cat", metadata: { topic: "by hand", theirs: "z" } });
    await emulator.nexconn.mustVendor("chatroom/keepalive/remove.json", { chatroomId: channelId });
  },

  async mended({ emulator, shown, calls }) {
    const lists = ["allowedSendersList", "mutedParticipants", "bannedParticipants", "metadata", "metadataOwnerId"];
    for (const field of ["destroyType", "ttlMinutes", "keepAlive", "isFrozen", ...lists]) {
      expect(shown).toMatch(new RegExp(`[~+-] ${field} *:`));
    }
    expect(shown).toMatch(/- theirs *: "z"/);
    expect(calls.filter(({ call }) => call === "open-channel/metadata/batch/set")).toHaveLength(1);
    const found = await channel(emulator);
    expect(found).toMatchObject(second);
    expect(found.allowedSenders.sort()).toEqual(["ann", "cat"]);
    expect(Object.keys(found.metadata).sort()).toEqual(["added", "pulumi-im", "topic"]);
  },

  async replaced({ emulator }) {
    expect(await channel(emulator, "stage")).toMatchObject({ metadata: { topic: { value: "third" } } });
    expect(await channel(emulator)).toBeUndefined();
  },

  async destroyed({ emulator }) {
    expect(await channel(emulator, "stage")).toBeUndefined();
  },
};
