export { bootstrap } from "./bootstrap";
export { cluster } from "./cluster";
export { cache, database } from "./data";
export { jenkins, repositories } from "./delivery";
export { network } from "./network";
