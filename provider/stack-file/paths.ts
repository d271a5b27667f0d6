export { at, isSamePath, type Path } from "../values/paths";
