import type { Guide } from "../../resource/guide";
import type { ToyInputs, ToyState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<ToyInputs, ToyState> = {
  import: {
    title: "A toy",
    idIs: "the toyId",
    name: "bear",
    id: "bear",
    inputs: { toyId: "bear", name: "Bear", connection: "nexconn" },
    outputs: { appId: "YOUR_NEXCONN_APP_KEY" },
  },
  limits: ["**A toy cannot be taken apart.** What is inside stays there."],
};
