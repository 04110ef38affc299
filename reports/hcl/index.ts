export { type BlockNotes, toHcl, toVersions } from "./file";
