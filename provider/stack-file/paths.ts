export { at, isSamePath, type Path } from "../paths";
