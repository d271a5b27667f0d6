import type { Spellings } from "../cloud/spelling";
import type { NexconnSettings } from "./settings";

export const nexconnSpellings: Spellings<NexconnSettings> = { places: [], types: [] };
