import { blocksIn, remembered } from "../synthesized";
import { type Estate, leadsTo, type Resource } from "./estate";
import { meaningOf } from "./meaning";

/** A service account whose pods get a role, through EKS Pod Identity. */
export interface PodIdentity {
  /** The role's address. */
  readonly role: Resource;
  /** `monitoring/grafana`; an add-on says only the account, its namespace is its own. */
  readonly account: string;
  readonly addOn?: string;
}

/** Every service account that gets an AWS role. */
export const podIdentitiesOf = remembered((estate: Estate): readonly PodIdentity[] => {
  const byBlock = new Map(estate.resources.map((it) => [it.block, it]));
  return estate.resources.flatMap((owner) => {
    const { type, values } = owner.block;
    const text = (value: unknown) => meaningOf(String(value ?? ""), owner);
    const roles = (arn: Parameters<typeof leadsTo>[0]) =>
      leadsTo(arn, owner).flatMap((block) => byBlock.get(block) ?? []);
    if (type === "aws_eks_pod_identity_association")
      return roles(values.role_arn).map((role) => ({
        role,
        account: `${text(values.namespace)}/${text(values.service_account)}`,
      }));
    if (type !== "aws_eks_addon") return [];
    return blocksIn(values, "pod_identity_association").flatMap(({ role_arn, service_account }) =>
      roles(role_arn).map((role) => ({ role, account: text(service_account), addOn: text(values.addon_name) })),
    );
  });
});

/** The pods that get a role, one text for each service account. */
export const podsWith = (role: Resource, estate: Estate): string[] =>
  podIdentitiesOf(estate)
    .filter((it) => it.role.block === role.block)
    .map(({ account, addOn }) =>
      addOn === undefined
        ? `pods with the service account ${account} (EKS Pod Identity)`
        : `pods of the add-on ${addOn} with its service account ${account} (EKS Pod Identity)`,
    );
