import { isQuiet, type Plan, type ResourceChange } from "../plan";

/**
 * Whether a plan was made to destroy (`terraform plan -destroy`): nothing but destruction, of what the configuration still
 * declares. Where the code is what went, Terraform gives that as the reason.
 */
export function destroysWhatIsDeclared({ changes, configuration }: Pick<Plan, "changes" | "configuration">): boolean {
  const changing = changes.filter((change) => !isQuiet(change) && change.deposed === undefined);
  const isDeclared = ({ action, reason, configAddress }: ResourceChange) =>
    action === "delete" && reason === undefined && configuration.has(configAddress);
  return changing.length > 0 && changing.every(isDeclared);
}
