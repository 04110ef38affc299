export { bootstrap, github } from "./bootstrap";
export { cluster } from "./cluster";
export { backup, cache, database } from "./data";
export { jenkins, repositories } from "./delivery";
export { network, subnets } from "./network";
export { workloads } from "./workloads";
