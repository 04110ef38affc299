import { type Block, blockIn, type Json } from "../synthesized";
import { at, type Find, ofType, type Place, subnetsIn } from "./place";
import { nameOf, text } from "./references";
import { albAnnotations, clusterGroupOf } from "./rules";

/** One for each ingress group. Without `security-groups` the controller makes a group of its own. */
export const loadBalancers: Find = (whole) => {
  const byName = new Map<string, Place>();
  for (const ingress of ofType(whole, "kubernetes_ingress_v1")) {
    const annotations = albAnnotations(ingress);
    const metadata = blockIn(ingress.values, "metadata");
    const name = `load balancer ${annotations["group.name"] ?? text(metadata.name) ?? ingress.name}`;
    const isPublic = annotations.scheme === "internet-facing";
    const tag = `kubernetes.io/role/${isPublic ? "elb" : "internal-elb"}`;
    const written = annotations["security-groups"]?.split(",").map((group) => group.trim());
    const groups = written ? whole.references.resolve(written, ingress.stack) : [`${nameOf(ingress)}.controller`];
    const subnets = whole.subnets.filter(({ tags }) => tags[tag] !== undefined);
    byName.set(name, {
      role: "load balancer",
      name,
      groups,
      ...at(subnets),
      ...(isPublic && { publicBy: nameOf(ingress) }),
    });
  }
  return [...byName.values()];
};

/** One for each node group. */
export const nodes: Find = (whole) =>
  ofType(whole, "aws_eks_node_group").map((group) => {
    const { references } = whole;
    const wanted = references.one(blockIn(group.values, "launch_template").id, group.stack);
    const template = ofType(whole, "aws_launch_template").find((one) => wanted === `${nameOf(one)}.id`);
    const clusters = ofType(whole, "aws_eks_cluster").map(clusterGroupOf);
    const groups = template ? references.resolve(template.values.vpc_security_group_ids, template.stack) : clusters;
    const subnets = subnetsIn(whole, group.values.subnet_ids, group.stack);
    return { role: "nodes", name: `nodes ${text(group.values.node_group_name)}`, groups, ...at(subnets) };
  });

/** Pods have the security groups and the subnets of their nodes. */
export const pods: Find = (whole) => {
  const machines = nodes(whole);
  const [first] = machines;
  if (!first) return [];
  const network = {
    role: "pods" as const,
    groups: [...new Set(machines.flatMap(({ groups }) => groups))],
    ...at([...new Set(machines.flatMap(({ subnets }) => subnets))]),
  };
  const namespaceOf = (resource: Block, value: Json | undefined) =>
    whole.references.literal(value, resource.stack) ?? "default";
  const apps = ofType(whole, "kubernetes_deployment_v1").map((deployment) => {
    const metadata = blockIn(deployment.values, "metadata");
    const template = blockIn(blockIn(deployment.values, "spec"), "template");
    const labels = blockIn(blockIn(template, "metadata"), "labels") as Readonly<Record<string, string>>;
    const name = `pods of ${text(metadata.name) ?? deployment.name}`;
    return { ...network, name, pods: { namespace: namespaceOf(deployment, metadata.namespace), labels } };
  });
  const charts = ofType(whole, "helm_release").map((release) => namespaceOf(release, release.values.namespace));
  const namespaces = [...new Set(charts)].map((namespace) => ({
    ...network,
    name: `${apps.some(({ pods }) => pods.namespace === namespace) ? "other pods" : "pods"} in ${namespace}`,
    pods: { namespace },
  }));
  return apps.length + namespaces.length > 0 ? [...apps, ...namespaces] : [{ ...network, name: "pods" }];
};
