export type { ToyInputs, ToyState } from "./fields";
export { Toy, type ToyArgs } from "./resource";
