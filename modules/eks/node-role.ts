import type { Construct } from "constructs";
import { Role, sessionManager, trustService } from "../iam";

/**
 * What a node itself may do: join the cluster (and fetch credentials for its pods), pull images, be reached by
 * Session Manager. The VPC CNI's rights are not among them: they belong to its own service account.
 */
const POLICIES = {
  worker: "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
  registry: "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
};

/** The role of every node, `<name>-node-group-role`. */
export const createNodeRole = (
  scope: Construct,
  { name, region, account }: { readonly name: string; readonly region: string; readonly account: string },
): Role =>
  new Role(scope, "node-role", {
    name: `${name}-node-group-role`,
    trust: trustService("ec2.amazonaws.com"),
    policies: POLICIES,
    statements: [sessionManager({ region, account })],
  });
