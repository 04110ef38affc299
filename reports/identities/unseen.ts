import type { Estate } from "./estate";
import { meaningOf } from "./meaning";
import { enumerate } from "./values";

/** What decides about identities without being in the JSON, a sentence each. */
export function unseenIn(estate: Estate): string[] {
  const named = (type: string, argument: string) => [
    ...new Set(
      estate.resources
        .filter(({ block }) => block.type === type)
        .map((it) => meaningOf(String(it.block.values[argument] ?? it.block.name), it)),
    ),
  ];
  const charts = named("helm_release", "name");
  const addOns = named("aws_eks_addon", "addon_name");
  const managed = estate.resources.some(({ block }) => /_policy_attachment$/.test(block.type));
  return [
    ...(charts.length > 0
      ? [
          `Charts may bring service accounts, roles and bindings of their own, which are in the charts: ${enumerate(charts)}.`,
        ]
      : []),
    ...(addOns.length > 0 ? [`EKS add-ons bring theirs, which AWS writes: ${enumerate(addOns)}.`] : []),
    ...(managed ? ["Policies of AWS have wildcards of their own; AWS writes and changes them."] : []),
    "Terraform works as whoever starts it, unless a provider names a role; who may start it is not in the JSON.",
    "Identities that somebody makes elsewhere in the account, and policies of the organization, are not in the JSON.",
  ];
}
