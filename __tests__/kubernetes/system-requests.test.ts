import { mebibytes, millicores } from "../../environments/quantities";
import { SYSTEM_REQUESTS } from "../../environments/rules/pod-sizes";
import { releasesOf } from "../../reports/manifests";
import { standInsFor } from "../cluster/stand-ins";
import { EKS_PODS, type Workload } from "../cluster/workloads";
import { everything } from "./everything";

const environment = everything();
const releases = environment.stacks.flatMap((stack) => releasesOf(stack, environment));
const ofReleases = (inMonitoring: boolean): Workload[] =>
  releases
    .filter(({ namespace, repository }) => repository !== undefined && (namespace === "monitoring") === inMonitoring)
    .flatMap((release) => standInsFor(release) ?? []);

/** Requests of all pods of workloads; of those on every node those of one node. */
const sum = (workloads: readonly Workload[], arePerNode: boolean) => {
  const counted = workloads.filter(({ pods }) => (pods === "per-node") === arePerNode);
  const total = (of: (one: Workload) => number) =>
    counted.reduce((all, one) => all + of(one) * (one.pods === "per-node" ? 1 : one.pods), 0);
  return {
    cpu: total(({ cpu = "0" }) => millicores(cpu)),
    memory: total(({ memory = "0Mi" }) => mebibytes(memory)),
  };
};

describe("SYSTEM_REQUESTS, by which environment files are judged", () => {
  const ofEks = [...EKS_PODS, ...ofReleases(false)];
  const ofMonitoring = ofReleases(true);
  test.each([
    ["perNode", sum(ofEks, true)],
    ["once", sum(ofEks, false)],
    ["monitoringPerNode", sum(ofMonitoring, true)],
    ["monitoring", sum(ofMonitoring, false)],
  ] as const)("%s is what the add-ons and the stacks ask for", (key, found) => {
    const { cpu, memory } = SYSTEM_REQUESTS[key];
    expect([cpu, Math.abs(memory - found.memory) <= 5]).toEqual([found.cpu, true]);
  });
});
