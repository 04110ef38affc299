import { jenkinsZoneOf, zonesOf } from "../../environments/zones";
import type { Finding, Subject } from "./check";
import { fine, problem, problemsOr, words } from "./check";
import { offeredPostgresql } from "./versions";

interface Offering {
  readonly InstanceType: string;
  readonly Location: string;
}

/** An EC2 instance type, and the zones in which instances of it are to be. */
interface Wish {
  readonly type: string;
  readonly zones: readonly string[];
  readonly key: string;
}

/** Whether EC2 offers each instance type in each zone of its nodes: a new type is often not in every zone. */
export async function checkInstanceTypes({ aws, environment }: Subject): Promise<readonly Finding[]> {
  const wishes = wishesOf(environment);
  if (wishes.length === 0) return [fine("no instance is asked for")];
  const types = [...new Set(wishes.map(({ type }) => type))].sort();
  const { InstanceTypeOfferings } = await aws<{ InstanceTypeOfferings: Offering[] }>(
    "ec2",
    "describe-instance-type-offerings",
    "--location-type",
    "availability-zone",
    "--filters",
    `Name=instance-type,Values=${types.join(",")}`,
  );
  const problems = wishes.flatMap(({ type, zones, key }) => {
    const offered = InstanceTypeOfferings.filter(({ InstanceType }) => InstanceType === type).map(
      ({ Location }) => Location,
    );
    const missing = zones.filter((zone) => !offered.includes(zone));
    if (missing.length === 0) return [];
    const where = offered.length > 0 ? `only in ${offered.sort().join(", ")}` : "nowhere in this region";
    return [problem(`${type} (${key}) is not offered in ${words(missing)}, ${where}`, `write another type in ${key}`)];
  });
  return problemsOr(problems, `${words(types)} are offered in every zone they are for`);
}

function wishesOf(environment: Subject["environment"]): Wish[] {
  const { cluster, delivery } = environment;
  const nodes = Object.entries(cluster?.nodeGroups ?? {}).flatMap(([group, { instanceTypes, zones }]) =>
    instanceTypes.map((type) => ({
      type,
      zones: zones ?? zonesOf(environment),
      key: `cluster.nodeGroups.${group}.instanceTypes`,
    })),
  );
  const jenkins = delivery?.jenkins;
  if (!jenkins) return nodes;
  const zones = [jenkinsZoneOf(environment)];
  return [
    ...nodes,
    { type: jenkins.instanceType, zones, key: "delivery.jenkins.instanceType" },
    { type: jenkins.agent.instanceType, zones, key: "delivery.jenkins.agent.instanceType" },
  ];
}

interface Orderable {
  readonly DBInstanceClass: string;
  readonly AvailabilityZones?: readonly { readonly Name: string }[];
}

/** Whether RDS offers the instance class for the version, in enough zones. */
export async function checkDatabaseClass(subject: Subject): Promise<Finding[]> {
  const { database } = subject.environment.data ?? {};
  if (!database) return [fine("no database is asked for")];
  const { instanceClass, engineVersion, multiAz } = database;
  const version = (await offeredPostgresql(subject, engineVersion)).at(-1);
  if (version === undefined)
    return [problem(`PostgreSQL ${engineVersion} is not offered, so no class is`, "see postgresql-version")];
  const { OrderableDBInstanceOptions: options } = await subject.aws<{ OrderableDBInstanceOptions: Orderable[] }>(
    "rds",
    "describe-orderable-db-instance-options",
    "--engine",
    "postgres",
    "--engine-version",
    version,
    "--db-instance-class",
    instanceClass,
  );
  const own = Object.keys(subject.environment.network.zones);
  const zones = [
    ...new Set(options.flatMap(({ AvailabilityZones = [] }) => AvailabilityZones.map(({ Name }) => Name))),
  ].filter((zone) => own.includes(zone));
  const needed = multiAz ? 2 : 1;
  return zones.length >= needed
    ? [fine(`RDS offers ${instanceClass} with PostgreSQL ${version} in ${words(zones.sort())}`)]
    : [
        problem(
          `RDS offers ${instanceClass} with PostgreSQL ${version} in ${zones.length === 0 ? "none" : zones.join(", ")} of the environment's zones, and ${needed} are needed`,
          "write another data.database.instanceClass",
        ),
      ];
}
