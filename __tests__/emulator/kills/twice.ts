import type { Inventory } from "../inventory";

type Item = Readonly<Record<string, unknown>>;

/** What tells two of a kind apart, where their `Name` tag does not: the first of these that an item has. */
const NAMES = [
  "GroupName",
  "CidrBlock",
  "ServiceName",
  "LaunchTemplateName",
  "logGroupName",
  "AliasName",
  "Description",
  "DBInstanceIdentifier",
  "ReplicationGroupId",
  "repositoryName",
  "BackupVaultName",
  "BackupPlanName",
  "AlarmName",
  "DashboardName",
  "TopicArn",
  "BudgetName",
  "LoadBalancerName",
  "Name",
  "Key",
  "name",
];

/** Kinds in which two may be called the same: a network interface belongs to whatever it serves. */
const ALIKE = ["networkInterfaces"];

/** What exists more than once in an account, by its kind and name, as `vpcs statuspage`. */
export function twice(inventory: Inventory): string[] {
  return Object.entries(inventory as unknown as Record<string, readonly (Item | string)[]>)
    .filter(([kind]) => !ALIKE.includes(kind))
    .flatMap(([kind, items]) => {
      const names = items.map((item) => `${kind} ${labelOf(item)}`);
      return [...new Set(names.filter((name, i) => names.indexOf(name) < i))];
    });
}

/** The name of an item: what tags call it, and what its kind is told apart by. */
function labelOf(item: Item | string): string {
  if (typeof item === "string") return item;
  const tags = (item.Tags ?? []) as readonly { readonly Key: string; readonly Value: string }[];
  const tag = tags.find(({ Key }) => Key === "Name")?.Value;
  const name = NAMES.map((field) => item[field]).find((value) => typeof value === "string");
  return [tag, name].filter((one) => one !== undefined).join(" ") || placeOf(item);
}

/** Where an item without a name belongs: an instance makes its root volume, once, and nobody calls it anything. */
function placeOf({ Attachments = [] }: Item): string {
  const [attached] = Attachments as readonly { readonly InstanceId: string; readonly Device: string }[];
  return attached ? `of ${attached.InstanceId} at ${attached.Device}` : "";
}
