export { type Deletions, stuckDeletions } from "./deletions";
export { explainFailure, type KnownRelease, missesBalancer } from "./explain";
export {
  type ClusterFinding,
  clusterFindings,
  oldDefinitions,
  staleSecrets,
  stuckIngresses,
  unfinishedReleases,
} from "./findings";
export type { KubernetesObject } from "./object";
export { type ClusterState, readCluster } from "./read";
export { newestRevisions, OF_HELM, type Revision } from "./releases";
