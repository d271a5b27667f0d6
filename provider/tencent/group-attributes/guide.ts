import type { Guide } from "../../resource/guide";
import type { GroupAttributesInputs, GroupAttributesState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<GroupAttributesInputs, GroupAttributesState> = {
  import: {
    title: "Attributes of a Tencent group",
    idIs: "the GroupId",
    advice: "Leave out `pulumi-im`, which is the group's ownership mark.",
    name: "attributes",
    id: "support",
    inputs: { GroupId: "support", GroupAttr: { phase: "beta" } },
    outputs: { appId: "YOUR_SDK_APP_ID" },
  },
  limits: [
    "**Attributes of a group carry no mark of who declared them.** One that is there under a declared key is taken over, and goes with the resource. Writes of others at the same moment (code 10056) are looked at and done again, three times. A group takes five writes a second from all sides together, clients included.",
  ],
};
