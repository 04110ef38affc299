import type { Construct } from "constructs";
import { backup, cache, database, network } from "../contracts";
import type { Environment } from "../environments/schema";
import { Data, type DataProps } from "../modules/data";
import { PlatformStack } from "../platform/stack";

type Settings = NonNullable<Environment["data"]>;

/** The data stores the environment asked for, and their backups. */
export class DataStack extends PlatformStack {
  constructor(scope: Construct, environment: Environment, settings: Settings) {
    super(scope, "data", environment);
    const { name, region, account, deletionProtection } = environment;
    const { vpcId, privateSubnetIds, nodeSecurityGroupId } = this.read(network);

    const { outputs } = new Data(this, "data", {
      ...partsOf(settings, name),
      name,
      region,
      account,
      deletionProtection,
      vpcId,
      privateSubnetIds,
      nodeSecurityGroupId,
    });

    if (outputs.database) this.publish(database, outputs.database);
    if (outputs.cache) this.publish(cache, outputs.cache);
    if (outputs.backup) this.publish(backup, outputs.backup);
  }
}

/** The parts of the module that the environment file asks for, in the module's words. */
function partsOf(
  { database, cache, backup }: Settings,
  name: string,
): Pick<DataProps, "database" | "cache" | "backup"> {
  return {
    ...(database && { database: { ...database, databaseName: database.name } }),
    ...(cache && { cache: { ...cache, user: cache.user ?? name } }),
    ...(backup && { backup }),
  };
}
