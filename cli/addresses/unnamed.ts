import type { Environment } from "../../environments/schema";
import { zoneKey } from "../../environments/zones";
import { environmentOf } from "../stack-ids";
import type { Placed } from "./placed";

/** Something that an environment file named once and no longer does, with everything that was made for it. */
export interface Unnamed {
  readonly environment: string;
  /** `app flask-app` */
  readonly what: string;
  readonly addresses: readonly Placed[];
  /** What the file seems to call it now, and what becomes of it then: nothing gets another name in its place. */
  readonly renamed?: { readonly to: string; readonly means: string };
}

/** A kind of thing that environment files name. */
interface Kind {
  readonly what: string;
  readonly stack: string;
  /** The address that everything of the kind has one of; its first group is the name, as addresses spell it. */
  readonly principal: RegExp;
  readonly namesIn: (environment: Environment) => readonly string[];
  /** What another name means. */
  readonly means: string;
  /** Fewer addresses are no such thing, but a construct within one that was renamed. @default 2 */
  readonly least?: number;
}

const keys = (record: object | undefined): string[] => Object.keys(record ?? {});
const section = (name: string, isThere: unknown): string[] => (isThere ? [name] : []);
const GONE_FOR_GOOD = "it is destroyed, and what it holds with it";

const KINDS: readonly Kind[] = [
  {
    what: "app",
    stack: "workloads",
    principal: /^kubernetes_deployment_v1\.apps_(\w+)_deployment$/,
    namesIn: ({ workloads }) => keys(workloads?.apps),
    means:
      "Kubernetes renames nothing: it is another app, and the old one is destroyed with its claims; what is in its volumes does not come along (docs/day-2/restore-volume.md)",
  },
  {
    what: "volume",
    stack: "workloads",
    principal: /^kubernetes_persistent_volume_claim_v1\.apps_(\w+_volume_\w+)$/,
    namesIn: ({ workloads }) =>
      Object.entries(workloads?.apps ?? {}).flatMap(([app, { volumes }]) =>
        keys(volumes).map((volume) => `${app}-volume-${volume}`),
      ),
    least: 1,
    means: "Kubernetes renames no claim: the new volume is empty (docs/day-2/restore-volume.md)",
  },
  {
    what: "load balancer",
    stack: "workloads",
    principal: /^aws_cloudwatch_metric_alarm\.monitoring_alarms_targets_unhealthy_(\w+)$/,
    namesIn: ({ workloads }) =>
      Object.entries(workloads?.apps ?? {}).flatMap(([app, { ingress }]) => (ingress ? [ingress.group ?? app] : [])),
    means: "a load balancer gets no other name: it is another one, with another address",
  },
  {
    what: "section",
    stack: "workloads",
    principal: /^helm_release\.(ingress)_classes$/,
    namesIn: ({ workloads }) =>
      section(
        "ingress",
        Object.values(workloads?.apps ?? {}).some(({ ingress }) => ingress),
      ),
    least: 1,
    means: GONE_FOR_GOOD,
  },
  {
    what: "node group",
    stack: "cluster",
    principal: /^aws_launch_template\.eks_nodes_(\w+)_template$/,
    namesIn: ({ cluster }) => keys(cluster?.nodeGroups),
    means: "EKS renames nothing: the nodes of the old group go, and its pods start on those of the new one",
  },
  {
    what: "repository",
    stack: "delivery",
    principal: /^aws_ecr_repository\.delivery_repositories_(\w+)_main$/,
    namesIn: ({ delivery }) => keys(delivery?.repositories),
    means: "ECR renames nothing: the new repository is empty, and the images of the old one are destroyed with it",
  },
  {
    what: "zone",
    stack: "network",
    principal: /^aws_subnet\.vpc_private_([a-z0-9_]+)$/,
    namesIn: (environment) => keys(environment.network.zones).map((zone) => zoneKey(environment, zone)),
    means: "no subnet moves to another zone: those of the old one are destroyed, with the nodes in them",
  },
  {
    what: "section",
    stack: "data",
    principal: /^aws_db_instance\.data_(database)_main$/,
    namesIn: ({ data }) => section("database", data?.database),
    means: GONE_FOR_GOOD,
  },
  {
    what: "section",
    stack: "data",
    principal: /^aws_elasticache_replication_group\.data_(cache)_main$/,
    namesIn: ({ data }) => section("cache", data?.cache),
    means: GONE_FOR_GOOD,
  },
  {
    what: "section",
    stack: "data",
    principal: /^aws_backup_vault\.data_(backup)_vault$/,
    namesIn: ({ data }) => section("backup", data?.backup),
    means: GONE_FOR_GOOD,
  },
  {
    what: "section",
    stack: "delivery",
    principal: /^aws_instance\.delivery_(jenkins)_machine_main$/,
    namesIn: ({ delivery }) => section("jenkins", delivery?.jenkins),
    means: GONE_FOR_GOOD,
  },
  {
    what: "section",
    stack: "workloads",
    principal: /^aws_sns_topic\.(monitoring)_alarm_topic_main$/,
    namesIn: ({ workloads }) => section("monitoring", workloads?.monitoring),
    means: GONE_FOR_GOOD,
  },
];

/** How an address spells a name. */
export const spelledInAddresses = (name: string): string => name.replaceAll(/[^A-Za-z0-9]/g, "_");

/** Whether an address is about something of a name. */
const holds = (address: string, name: string): boolean => `_${address.split(".")[1]}_`.includes(`_${name}_`);

/** What the files no longer name, of the addresses that are gone. Pure. */
export function unnamedIn(
  gone: readonly Placed[],
  added: readonly Placed[],
  environments: readonly Environment[],
): Unnamed[] {
  const taken = new Set<Placed>();
  return environments.flatMap((environment) => {
    const own = (all: readonly Placed[]) => all.filter(({ stack }) => environmentOf(stack) === environment.name);
    return KINDS.flatMap((kind) => {
      const named = kind.namesIn(environment).map(spelledInAddresses);
      const lost = namesOf(kind, own(gone)).filter((name) => !named.includes(name));
      const fresh = namesOf(kind, own(added));
      return lost.flatMap((name): Unnamed[] => {
        const longer = named.filter((other) => other.includes(name));
        const addresses = own(gone).filter(
          (one) => !taken.has(one) && holds(one.address, name) && !longer.some((other) => holds(one.address, other)),
        );
        if (addresses.length < (kind.least ?? 2)) return [];
        for (const one of addresses) taken.add(one);
        const to = fresh.find((other) => isAlike(addresses, own(added), name, other));
        const renamed = to && { renamed: { to: shown(to), means: kind.means } };
        return [{ environment: environment.name, what: `${kind.what} ${shown(name)}`, addresses, ...renamed }];
      });
    });
  });
}

const shown = (name: string): string => name.replaceAll("_", "-");

/** The names of everything of a kind that some addresses have the principal one of. */
const namesOf = ({ stack, principal }: Kind, all: readonly Placed[]): string[] =>
  all.flatMap((one) => (one.stack.endsWith(`-${stack}`) ? (principal.exec(one.address)?.[1] ?? []) : []));

/** The same address about something of another name, both as addresses spell them. */
export function calledOtherwise(address: string, name: string, other: string): string {
  const [type, words] = address.split(".");
  return `${type}.${`_${words}_`.replaceAll(`_${name}_`, `_${other}_`).slice(1, -1)}`;
}

/** Whether most of what was made for one name is made for another now: then it seems to be the same thing. */
function isAlike(addresses: readonly Placed[], added: readonly Placed[], name: string, other: string): boolean {
  const made = new Set(added.map(({ stack, address }) => `${stack} ${address}`));
  const again = addresses.filter(({ stack, address }) => made.has(`${stack} ${calledOtherwise(address, name, other)}`));
  return again.length * 2 > addresses.length;
}
