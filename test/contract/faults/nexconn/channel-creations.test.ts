import { groupChannel } from "../../../../provider/nexconn/group-channel/resource";
import { openChannel } from "../../../../provider/nexconn/open-channel/resource";
import type { Values } from "../../../../provider/values/values";
import { ours, replacement, somebodyElses } from "../../../support/marks";
import { failureOf, useWarnings } from "../cloud";
import { useNexconn } from "./harness";

const cloud = useNexconn("--rate-limit", "off");
const warnings = useWarnings();

const mark = ours;
const somebodyElse = somebodyElses;

const kinds = [
  {
    kind: "a group channel",
    definition: groupChannel,
    inputs: { channelId: "spot", name: "Spot", owner: "owner", members: ["ann"] } as Values,
    create: "group-channel/create",
    look: "group-channel/profile/list",
    remove: "group-channel/dismiss",
    markedBy: (mark: string): Values => ({ groupExtProfile: { ext_pulumi_im: mark } }),
    markOf: (object: Values | undefined) => (object?.groupExtProfile as Values | undefined)?.ext_pulumi_im,
    byHand: { channelId: "spot", name: "By hand", owner: "owner" } as Values,
    changed: { name: "New" } as Values,
    exists: 25409,
  },
  {
    kind: "an open channel",
    definition: openChannel,
    inputs: { channelId: "spot", metadata: { topic: "x" }, ttlMinutes: 90 } as Values,
    create: "open-channel/create",
    look: "open-channel/get",
    remove: "open-channel/destroy",
    markedBy: (mark: string): Values => ({ metadata: { "pulumi-im": mark }, metadataOwnerId: "owner" }),
    markOf: (object: Values | undefined) =>
      ((object?.metadata as Values | undefined)?.["pulumi-im"] as Values | undefined)?.value,
    byHand: { channelId: "spot" } as Values,
    changed: { ttlMinutes: 120 } as Values,
    exists: 23412,
  },
] as const;

describe.each(kinds)(
  "$kind",
  ({ definition, inputs, create, look, remove, markedBy, markOf, byHand, changed, exists }) => {
    const object = () => cloud().object("spot");
    const made = (more: Values = {}) => cloud().create(definition, { ...inputs, mark, ...more });

    beforeEach(() => cloud().people("owner", "ann"));

    test("is made in one create, with its mark", async () => {
      const { state, failure } = await made();
      expect(failure).toBeUndefined();
      expect(state).toMatchObject({ mark });
      expect(markOf(await object())).toBe(mark);
      expect(await cloud().sent(create)).toBe(1);
    });

    test("whose create lost its answer is known by a look, and not made twice", async () => {
      await cloud().inject(create, { kind: "drop-after" });
      const { failure } = await made();
      expect(failure).toBeUndefined();
      expect([await cloud().sent(create), await cloud().sent(look)]).toEqual([1, 2]);
      expect(warnings()).toEqual([]);
    });

    test("whose create was cut short is taken back by the next run, by its mark", async () => {
      await cloud().byHand(create, { ...byHand, ...markedBy(mark) });
      const { state, failure } = await made();
      expect(failure).toBeUndefined();
      expect(await cloud().sent(create)).toBe(0);
      expect(warnings().join("")).toContain("made by this resource in an earlier run");
      expect((await cloud().read(definition, { id: "spot", state }))?.state).toMatchObject(state);
      expect(state).toMatchObject("metadata" in inputs ? { metadata: { topic: "x" } } : { members: { ann: {} } });
    });

    test.each([
      ["unmarked", {}],
      ["of another resource", markedBy(somebodyElse)],
    ])("that exists already, %s, is refused and not touched", async (_, more) => {
      await cloud().byHand(create, { ...byHand, ...more });
      const before = await cloud().world();
      const error = await failureOf(made());
      expect(error).toMatchObject({ code: "IM_CONFLICT", facts: { vendor: "nexconn", call: create, object: "spot" } });
      expect(error.message).toContain("spot exists already");
      expect(await cloud().world()).toEqual(before);
    });

    test("that exists already is adopted where the program says so, and gets its mark", async () => {
      await cloud().byHand(create, byHand);
      const { state, failure } = await made({ adopt: true });
      expect(failure).toBeUndefined();
      expect(state).toMatchObject({ adopt: true, mark });
      expect(markOf(await object())).toBe(mark);
      expect(await cloud().sent(create)).toBe(0);
    });

    test("that still stands where its replacement is to come is told of", async () => {
      await made();
      const error = await failureOf(cloud().create(definition, { ...inputs, mark: replacement }));
      expect(error).toMatchObject({ code: "IM_CONFLICT" });
      expect(error.message).toContain("deleteBeforeReplace");
    });

    test("with marks off bears none, and one that exists is refused", async () => {
      const { mark: _, ...unmarked } = { ...inputs, mark };
      const settled = await cloud().create(definition, unmarked);
      expect(settled.failure).toBeUndefined();
      expect(markOf(await object())).toBeUndefined();
      expect(await failureOf(cloud().create(definition, unmarked))).toMatchObject({ code: "IM_CONFLICT" });
      await cloud().remove(definition, settled);
      expect(await object()).toBeUndefined();
    });

    test("with marks off is known after a lost answer all the same", async () => {
      await cloud().inject(create, { kind: "drop-after" });
      const { failure } = await cloud().create(definition, inputs);
      expect([failure, await cloud().sent(create)]).toEqual([undefined, 1]);
    });

    test("gets its mark back with the next change, where somebody removed it", async () => {
      const settled = await made();
      if (definition === groupChannel) {
        await cloud().byHand("group-channel/profile/update", {
          channelId: "spot",
          groupExtProfile: { ext_pulumi_im: "" },
        });
      } else {
        const parameters = { channelId: "spot", metadataOwnerId: "owner", metadataKeys: ["pulumi-im"] };
        await cloud().byHand("open-channel/metadata/batch/remove", parameters);
      }
      await cloud().update(definition, settled, { ...inputs, ...changed, mark });
      expect(markOf(await object())).toBe(mark);
    });

    test("that another run has taken over is left alone by a delete that does not know it", async () => {
      const first = await made();
      await cloud().newRun();
      const { state } = await made();
      await cloud().remove(definition, first);
      expect(await object()).toBeDefined();
      expect(await cloud().sent(remove)).toBe(0);
      await cloud().remove(definition, { id: "spot", state });
      expect(await object()).toBeUndefined();
    });

    test("that appears between a lost create and the next is ours", async () => {
      await cloud().emulator.nexconn.settings({ createExistingOpenChannel: 23412 });
      await cloud().inject(create, { kind: "drop-after" });
      // The look after the lost create does not show it yet.
      const call = cloud().client.call.bind(cloud().client);
      let looks = 0;
      jest.spyOn(cloud().client, "call").mockImplementation(async (...of: Parameters<typeof call>) => {
        const answer = call(...of);
        if (of[0] !== look) return answer;
        looks += 1;
        if (looks !== 2) return answer;
        await answer.catch(() => undefined);
        if (definition === groupChannel) return { profiles: [] };
        return call("open-channel/get", { channelId: "none" }, { object: "none" });
      });
      const { failure } = await made();
      expect(failure).toBeUndefined();
      const codes = (await cloud().log(create)).map(({ code }) => code);
      // The answer of the first was lost.
      expect(codes).toEqual([undefined, exists]);
    });

    test("is gone for a delete where somebody was quicker", async () => {
      const settled = await made();
      const parameters = definition === groupChannel ? { channelId: "spot" } : { channelIds: ["spot"] };
      await cloud().byHand(remove, parameters);
      await cloud().remove(definition, settled);
      expect(await cloud().read(definition, settled)).toBeUndefined();
    });
  },
);

test("a group that is gone is an error of an update, which says what to do", async () => {
  await cloud().people("owner");
  const inputs = { channelId: "spot", name: "Spot", owner: "owner" };
  const settled = await cloud().create(groupChannel, inputs);
  await cloud().byHand("group-channel/dismiss", { channelId: "spot" });
  const error = await failureOf(cloud().update(groupChannel, settled, { ...inputs, name: "New" }));
  expect(error).toMatchObject({ code: "IM_GONE" });
});

test("a group that is dismissed in the middle of a look is found gone, and no error", async () => {
  await cloud().people("owner");
  const inputs = { channelId: "spot", name: "Spot", owner: "owner", members: [] };
  const settled = await cloud().create(groupChannel, inputs);
  await cloud().inject("group-channel/member/list", { kind: "code", value: 25410, times: 1000 });
  expect(await cloud().read(groupChannel, settled)).toBeUndefined();
});

test("many groups are read in one call each, where one does not exist", async () => {
  await cloud().people("owner");
  await cloud().emulator.nexconn.settings({ unknownGroupsInProfileList: 25410 });
  for (const channelId of ["a", "b"]) {
    await cloud().byHand("group-channel/create", { channelId, name: channelId, owner: "owner" });
  }
  const found = await Promise.all(["a", "gone", "b"].map((id) => cloud().client.groups.load(id)));
  expect(found.map((one) => one?.name)).toEqual(["a", undefined, "b"]);
  expect((await cloud().log()).map(({ params }) => params.channelIds.length)).toEqual([3, 1, 1, 1]);
});
