export { bootstrap } from "./bootstrap";
export { cluster } from "./cluster";
export { backup, cache, database } from "./data";
export { network } from "./network";
export { workloads } from "./workloads";
