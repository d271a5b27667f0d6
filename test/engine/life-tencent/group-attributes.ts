import type { Row } from "../../support/life-cycle";
import { writesOf } from "./writes";

const GroupId = "@TGS#_shop";
const mark = { "pulumi-im": expect.stringMatching(/^[0-9a-v]{14}0[0-9a-v]{5}$/) };
const after = { ...mark, phase: "beta", note: "", link: "https://example.com" };

export const groupAttributes: Row = {
  kind: "tencent:GroupAttributes",
  folder: "tencent-community",
  resource: "attributes",
  // Every mode is gone through in test/engine/membership-modes.test.ts.
  fixed: ["membership"],
  isOwn: ({ call, params }) => params.GroupId === GroupId && call.endsWith("_group_attr"),
  previewed: [/phase *: "alpha"/],

  async created({ emulator }) {
    const { attributes } = await emulator.tencent.group(GroupId);
    expect(attributes).toEqual({ ...mark, phase: "alpha", theme: "dark", note: "" });
  },

  // Only what differs is sent.
  async changed({ emulator, shown, calls }) {
    for (const line of [/~ phase *: "alpha" => "beta"/, /- theme *: "dark"/, /\+ link *: "https/]) {
      expect(shown).toMatch(line);
    }
    expect((await emulator.tencent.group(GroupId)).attributes).toEqual(after);
    expect(writesOf(calls).sort()).toEqual(["delete_group_attr", "modify_group_attr"]);
  },

  async drift({ emulator: { tencent } }) {
    const GroupAttr = [
      { key: "phase", value: "by hand" },
      { key: "stray", value: "x" },
    ];
    await tencent.mustVendor("group_open_http_svc/modify_group_attr", { GroupId, GroupAttr });
  },

  async mended({ emulator, shown, calls }) {
    expect(shown).toMatch(/"by hand" => "beta"/);
    expect(shown).toMatch(/- stray *: "x"/);
    expect(shown).not.toMatch(/[~+-] (link|note|pulumi-im) *:/);
    expect((await emulator.tencent.group(GroupId)).attributes).toEqual(after);
    expect(writesOf(calls).sort()).toEqual(["delete_group_attr", "modify_group_attr"]);
  },

  async destroyed({ emulator, calls }) {
    expect(await emulator.tencent.group(GroupId)).toBeUndefined();
    expect(writesOf(calls)).toEqual(["delete_group_attr"]);
  },
};
