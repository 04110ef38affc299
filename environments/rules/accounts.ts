import type { KeyPath, Problem } from "../problem";
import { regionProblem } from "../regions";
import type { Environment } from "../schema";

/** What an environment names by ARN or address and what must be its own: in its account, and where it is used in its region. */
export function* checkAccounts(environment: Environment): Generator<Problem> {
  const { account, cluster, delivery, workloads } = environment;
  const { admins = [], viewers = [], adminAccounts = [] } = cluster ?? {};
  for (const [key, principals] of Object.entries({ admins, viewers }))
    for (const [i, principal] of principals.entries()) {
      const owner = principal.split(":")[4] ?? "";
      if (account && owner !== account && !adminAccounts.includes(owner))
        yield {
          path: ["cluster", key, i],
          message: `${principal} is of the account ${owner}; write a principal of ${account}, or name that account in cluster.adminAccounts`,
        };
    }
  yield* own(["delivery", "jenkins", "certificateArn"], delivery?.jenkins?.certificateArn, "certificate", environment);
  for (const [name, { image, pullSecretArn, ingress }] of Object.entries(workloads?.apps ?? {})) {
    const path = ["workloads", "apps", name];
    yield* own([...path, "ingress", "certificateArn"], ingress?.certificateArn, "certificate", environment);
    yield* own([...path, "pullSecretArn"], pullSecretArn, "secret", environment);
    const [, owner, itsRegion] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\./.exec(image ?? "") ?? [];
    const wrongRegion = itsRegion && regionProblem(itsRegion);
    if (wrongRegion) yield { path: [...path, "image"], message: wrongRegion };
    if (account && owner && owner !== account && !workloads?.registryAccounts?.includes(owner))
      yield {
        path: [...path, "image"],
        message: `${image} is in the registry of the account ${owner}; write an image of ${account}, or name that account in workloads.registryAccounts`,
      };
  }
}

function* own(
  path: KeyPath,
  arn: string | undefined,
  what: "certificate" | "secret",
  { account, region }: Environment,
): Generator<Problem> {
  if (!arn) return;
  const [, , , itsRegion = "", itsAccount = ""] = arn.split(":");
  const use = { certificate: "where the load balancer is", secret: "where the pods read it" }[what];
  if (region && itsRegion !== region)
    yield { path, message: `${arn} is in ${itsRegion}; write a ${what} of ${region}, ${use}` };
  if (account && itsAccount !== account)
    yield { path, message: `${arn} is of the account ${itsAccount}; write a ${what} of ${account}` };
}
