export { type BlockNotes, toHcl } from "./file";
