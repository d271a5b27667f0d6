import type { Emulator } from "../../support/emulator";
import type { Row } from "../../support/life-cycle";
import { ours } from "../../support/marks";

const reads = /\/(get|list|check|exist)$/;
const mark = { "pulumi-im": `${ours} of svc` };

/** The metadata of a channel, as `value of owner` by key. */
export async function signsOf(emulator: Emulator, channelId: string): Promise<Record<string, string>> {
  const { metadata } = (await emulator.nexconn.state()).openChannels[channelId];
  return Object.fromEntries(
    Object.entries<{ value: string; owner: string }>(metadata).map(([key, { value, owner }]) => [
      key,
      `${value} of ${owner}`,
    ]),
  );
}

export const openChannelMetadata: Row = {
  kind: "nexconn:OpenChannelMetadata",
  folder: "nexconn-elsewhere",
  resource: "signs",
  isOwn: ({ call, params }) => !reads.test(call) && ["foyer", "gallery"].includes(params.channelId),
  previewed: [/topic *: "first"/],

  async prepare({ emulator: { nexconn } }) {
    const foyer = { metadataOwnerId: "svc", metadata: { "pulumi-im": ours, theirs: "z" } };
    await nexconn.mustVendor("open-channel/create", { channelId: "foyer", ...foyer });
    const gallery = { metadataOwnerId: "svc", metadata: { "pulumi-im": ours } };
    await nexconn.mustVendor("open-channel/create", { channelId: "gallery", ...gallery });
  },

  async created({ emulator, outputs, calls }) {
    const signs = { theirs: "z of svc", topic: "first of ann", gone: "x of ann" };
    expect(await signsOf(emulator, "foyer")).toEqual({ ...mark, ...signs });
    expect(outputs).toMatchObject({ signed: "foyer" });
    expect(calls.map(({ call }) => call)).toEqual(["open-channel/metadata/batch/set"]);
  },

  // What others have set stays, and is told of.
  async changed({ emulator, shown, text, calls }) {
    expect(shown).toMatch(/- gone *: "x"/);
    expect(text).toMatch(/metadata keys of nexconn open channel foyer .*: "theirs"\. They stay\./);
    const signs = { theirs: "z of svc", topic: "second of ben", added: "y of ben" };
    expect(await signsOf(emulator, "foyer")).toEqual({ ...mark, ...signs });
    expect(calls.map(({ call }) => call).sort()).toEqual([
      "open-channel/metadata/batch/remove",
      "open-channel/metadata/batch/set",
    ]);
  },

  async drift({ emulator: { nexconn } }) {
    const drifted = { channelId: "foyer", metadataOwnerId: "cat", metadata: { topic: "by hand" } };
    await nexconn.mustVendor("open-channel/metadata/batch/set", drifted);
  },

  // Of the whole metadata.
  async mended({ emulator, shown }) {
    expect(shown).toMatch(/~ topic *: "by hand" => "second"/);
    expect(shown).toMatch(/- theirs *: "z"/);
    expect(shown).toMatch(/~ metadataOwnerId *: "cat" => "ben"/);
    const signs = { topic: "second of ben", added: "y of ben" };
    expect(await signsOf(emulator, "foyer")).toEqual({ ...mark, ...signs });
  },

  async replaced({ emulator }) {
    expect(await signsOf(emulator, "foyer")).toEqual(mark);
    expect(await signsOf(emulator, "gallery")).toEqual({ ...mark, topic: "third of pulumi-im" });
  },

  async beforeDestroy({ emulator: { nexconn } }) {
    const theirs = { channelId: "gallery", metadataOwnerId: "svc", metadata: { theirs: "z" } };
    await nexconn.mustVendor("open-channel/metadata/batch/set", theirs);
  },

  async destroyed({ emulator, calls }) {
    expect(await signsOf(emulator, "gallery")).toEqual({ ...mark, theirs: "z of svc" });
    expect(calls.map(({ call }) => call)).toEqual(["open-channel/metadata/batch/remove"]);
  },
};
