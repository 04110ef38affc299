import { PersistentVolumeClaimV1 } from "@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1";
import type { Construct } from "constructs";
import type { AppProps } from "./props";

/**
 * The app's volume claims. Terraform does not wait for a volume: it is made when the first pod uses it, in that pod's zone.
 * With deletion protection, Terraform refuses to delete a claim whose volume is retained: nobody deletes the data in passing.
 */
export const createClaims = (scope: Construct, props: AppProps, namespace: string): PersistentVolumeClaimV1[] =>
  Object.entries(props.settings.volumes).map(
    ([name, { sizeGb, reclaim }]) =>
      new PersistentVolumeClaimV1(scope, `volume-${name}`, {
        metadata: { name, namespace },
        spec: {
          accessModes: ["ReadWriteOnce"],
          storageClassName: props.storageClassNames[reclaim],
          resources: { requests: { storage: `${sizeGb}Gi` } },
        },
        waitUntilBound: false,
        ...(reclaim === "Retain" && props.deletionProtection ? { lifecycle: { preventDestroy: true } } : {}),
      }),
  );
