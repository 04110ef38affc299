export { bootstrap } from "./bootstrap";
export { cluster } from "./cluster";
export { cache, database } from "./data";
export { network } from "./network";
