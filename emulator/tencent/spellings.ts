import type { Spellings } from "../cloud/spelling";
import type { TencentSettings } from "./settings";

export const tencentSpellings: Spellings<TencentSettings> = { places: [], types: [] };
