import { helm } from "../../cli/manifests/helm";
import { toGroup, type Values } from "../../reports/synthesized";
import { mustRun } from "../emulator/processes";
import type { Block } from "../helpers";
import type { Place } from "./place";
import { helmOptions } from "./releases";
import type { Step } from "./step";
import { waitFor } from "./wait";

/** Takes everything away in the order of Terraform's graph: apps with their load balancers and volumes, then controllers. */
export const leavesNothing: Step = {
  name: "destroyed: nothing is left, no finalizer is stuck",
  run: async (place) => {
    const { api } = place.cluster;
    for (const { name, namespace, repository } of place.releases)
      if (repository === undefined)
        await mustRun([helm(), "uninstall", name, "--namespace", namespace, "--ignore-not-found"], helmOptions(place));
    for (const kind of ["Ingress", "Deployment", "Service", "PersistentVolumeClaim"])
      for (const object of objectsOf(place, kind)) await api.remove(object);
    await waitFor("ingresses are gone", async () => (await api.list("networking.k8s.io/v1", "Ingress")).length === 0, {
      seconds: 30,
    });
    for (const { object } of place.objects) await api.remove(object);
    await waitFor("namespaces are gone", async () => (await left(place)).length === 0, {
      seconds: place.patience,
      because: async () => (await left(place)).map(whyLeft).join("; "),
    });
    const kept = (await api.list("v1", "PersistentVolume")).filter(
      ({ spec }) => spec.persistentVolumeReclaimPolicy === "Retain",
    );
    await place.controller?.end();
    return kept.length > 0 ? `${kept.length} volumes are kept` : "";
  },
};

const objectsOf = (place: Place, kind: string): Values[] =>
  place.objects.map(({ object }) => object).filter((object) => object.kind === kind);

const left = async (place: Place): Promise<Block[]> => {
  const names = objectsOf(place, "Namespace").map(({ metadata }) => toGroup(metadata).name);
  return (await place.cluster.api.list("v1", "Namespace")).filter(({ metadata }) => names.includes(metadata.name));
};

/** What Kubernetes itself says of a namespace that does not end. */
function whyLeft({ metadata, status }: Block): string {
  const reasons = (status.conditions ?? [])
    .filter(({ type, status: is }: Block) => is === "True" && /Remaining|Failure/.test(type))
    .map(({ message }: Block) => message);
  return `namespace ${metadata.name} does not end${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""}`;
}
