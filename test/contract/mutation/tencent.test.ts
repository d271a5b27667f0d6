import { TencentCloud } from "../faults/tencent/harness";
import { describeMutations } from "./harness";
import { scenes } from "./tencent";

const keys = ["profileCustomTags=PulumiIm,Team", "groupCustomKeys=kind", "memberCustomKeys=rank"];

describeMutations(
  "tencent",
  (emulator) => new TencentCloud(emulator),
  scenes,
  ...keys.flatMap((key) => ["--setting", `tencent.${key}`]),
);
