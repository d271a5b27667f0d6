export { DEFAULT_APP, type Emulator, type EmulatorOptions, type ReadyInfo, startEmulator } from "./emulator";
