import type { SynthesizedEnvironment } from "../synthesized";
import { clusterAccessOf } from "./cluster-access";
import { dataUsersOf } from "./data-users";
import { type Estate, policiesIn, type Resource, readEstate } from "./estate";
import { boundaryOf, grantsOf, IDENTITY_TYPES } from "./grants";
import { kubernetesIdentitiesOf } from "./kubernetes";
import { membersOf } from "./members";
import { nameOf } from "./names";
import { resourcePoliciesOf } from "./resource-policies";
import { trustOf } from "./trust";
import { unseenIn } from "./unseen";
import type { IdentitiesView, IdentityView } from "./view";
import { wildcardsOf } from "./wildcards";

export type { IdentitiesView, IdentityView, Placed } from "./view";
export type { Wildcard } from "./wildcard";

/**
 * Who may do what in one environment, and why it may do more than one thing at once: identities of AWS and of Kubernetes,
 * users of data stores, policies of resources, and every wildcard. From the synthesized JSON alone.
 */
export async function identitiesView(environment: SynthesizedEnvironment): Promise<IdentitiesView> {
  const estate = await readEstate(environment);
  const wildcards = wildcardsOf(estate);
  return {
    identities: estate.resources
      .filter(({ block }) => IDENTITY_TYPES.includes(block.type))
      .map((it) => identityOf(it, estate)),
    clusterAccess: clusterAccessOf(estate),
    kubernetes: kubernetesIdentitiesOf(estate),
    dataUsers: dataUsersOf(estate),
    resourcePolicies: resourcePoliciesOf(estate),
    wildcards,
    unseen: unseenIn(estate),
  };
}

function identityOf(identity: Resource, estate: Estate): IdentityView {
  const { block, stack } = identity;
  const isRole = block.type === "aws_iam_role";
  const [trust] = policiesIn(block).filter(({ argument }) => argument === "assume_role_policy");
  const { words, warnings } = isRole ? trustOf(identity, trust?.policy, estate) : membersOf(identity, estate);
  const grants = grantsOf(identity, estate);
  const boundary = boundaryOf(identity);
  const source = {
    ...(isRole && { trust: trust?.policy?.source ?? block.values.assume_role_policy ?? null }),
    policies: grants.map(({ name, source: policy }) => ({ name, policy })),
  };
  return {
    name: nameOf(block, identity.environment),
    kind: block.type.slice("aws_iam_".length),
    stack: stack.name,
    address: block.address,
    assumedBy: words,
    warnings,
    grants: grants.map((grant) => ({ name: grant.name, words: grant.words })),
    ...(boundary !== undefined && { boundary }),
    json: JSON.stringify(source, undefined, 2),
  };
}
