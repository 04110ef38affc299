import { RoleBindingV1 } from "@cdktf/provider-kubernetes/lib/role-binding-v1";
import { RoleV1 } from "@cdktf/provider-kubernetes/lib/role-v1";
import type { Construct } from "constructs";
import type { AppProps } from "./props";

const API_GROUP = "rbac.authorization.k8s.io";

/**
 * Lets pipelines roll the app out: look at its Deployment and give it another image, and read the address of its ingress. Not
 * other objects of the namespace, no secrets, nothing that would start a pod of another kind. `kubectl rollout status` lists and
 * watches by name, which a rule with names allows.
 */
export function admitPipeline(
  scope: Construct,
  { name, settings }: AppProps,
  namespace: string,
  groups: readonly string[],
): void {
  const metadata = { name: `${name}-pipeline`, namespace };
  const ingress = settings.ingress && (settings.ingress.name ?? name);
  const role = new RoleV1(scope, "pipeline-role", {
    metadata,
    rule: [
      {
        apiGroups: ["apps"],
        resources: ["deployments"],
        resourceNames: [name],
        verbs: ["get", "list", "watch", "patch"],
      },
      ...(ingress
        ? [{ apiGroups: ["networking.k8s.io"], resources: ["ingresses"], resourceNames: [ingress], verbs: ["get"] }]
        : []),
    ],
  });
  new RoleBindingV1(scope, "pipeline-binding", {
    metadata,
    roleRef: { apiGroup: API_GROUP, kind: "Role", name: role.metadata.name },
    subject: groups.map((group) => ({ apiGroup: API_GROUP, kind: "Group", name: group })),
  });
}
