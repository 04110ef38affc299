import type { IdentitiesView } from "../../reports/identities";
import { identitiesView } from "../../reports/identities";
import { parseStack, type Values } from "../../reports/synthesized";
import { type Blocks, policy, type StackFile, stackOf } from "./rules-fixture";

/** Account of the environment `shop`, by its provider. */
export const ACCOUNT = "111122223333";
const PROVIDER = { "provider.aws": { region: "us-east-1", allowed_account_ids: [ACCOUNT] } };

/** Identities of an environment `shop` of some stacks, by name. */
export const identitiesOf = (stacks: Readonly<Record<string, Blocks>>): Promise<IdentitiesView> =>
  viewOf(
    Object.fromEntries(
      Object.entries(stacks).map(([name, blocks]) => [`shop-${name}`, stackOf({ ...PROVIDER, ...blocks })]),
    ),
  );

/** Identities of stacks as they are in files, by id. */
export const viewOf = (stacks: Readonly<Record<string, StackFile>>): Promise<IdentitiesView> =>
  identitiesView({
    name: "shop",
    stacks: Object.entries(stacks).map(([id, json]) => parseStack(id, json as Values)),
  });

/** Identities of one stack of blocks. */
export const identitiesIn = (blocks: Blocks): Promise<IdentitiesView> => identitiesOf({ cluster: blocks });

/** A role `aws_iam_role.main` that a principal may assume. */
export const role = (Principal: Values | string, more: Values = {}): Blocks => ({
  "aws_iam_role.main": {
    name: "shop-main",
    assume_role_policy: policy({ Action: "sts:AssumeRole", Principal, ...more }),
  },
});

/** A policy of that role with one statement. */
export const own = (statement: Values): Blocks => ({
  "aws_iam_role_policy.main": { name: "own", role: "${aws_iam_role.main.name}", policy: policy(statement) },
});

/** A role that EC2 may assume, and an instance that has it. */
export const machine: Blocks = {
  ...role({ Service: "ec2.amazonaws.com" }),
  "aws_iam_instance_profile.main": { role: "${aws_iam_role.main.name}" },
  "aws_instance.main": { iam_instance_profile: "${aws_iam_instance_profile.main.name}" },
};

/** A role of the pods of one service account. */
export const podsOf = (namespace: string, service_account: string): Blocks => ({
  ...role({ Service: "pods.eks.amazonaws.com" }),
  "aws_eks_pod_identity_association.main": { role_arn: "${aws_iam_role.main.arn}", namespace, service_account },
});
