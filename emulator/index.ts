export { type Emulator, type EmulatorOptions, type ReadyInfo, startEmulator } from "./emulator";
