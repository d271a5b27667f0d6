import { NexconnCloud } from "../faults/nexconn/harness";
import { describeMutations } from "./harness";
import { scenes } from "./nexconn";

describeMutations("nexconn", (emulator) => new NexconnCloud(emulator), scenes);
