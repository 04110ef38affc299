export { explainFailure, type KnownRelease } from "./explain";
export {
  type ClusterFinding,
  clusterFindings,
  oldDefinitions,
  staleSecrets,
  stuckIngresses,
  unfinishedReleases,
} from "./findings";
export { type Ask, type ClusterState, type KubernetesObject, readCluster } from "./read";
