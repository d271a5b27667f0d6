import { Cloud } from "../faults/harness";
import { scenes } from "./commsease";
import { describeMutations } from "./harness";

describeMutations("commsease", (emulator) => new Cloud(emulator), scenes);
