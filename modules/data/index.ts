import { Construct } from "constructs";
import { EncryptionKey, forLogGroups } from "../kms";
import { Backup } from "./backup";
import { Cache, cacheLogs } from "./cache";
import { Database, databaseLogs } from "./database";
import type { DataOutputs, DataProps } from "./props";

export type { DataOutputs, DataProps } from "./props";

/** The data stores that are asked for, and the backup plan. Everything is reachable from the nodes only. */
export class Data extends Construct {
  readonly outputs: DataOutputs;

  constructor(scope: Construct, id: string, props: DataProps) {
    super(scope, id);
    const { database, cache, backup } = props;
    if (!database && !cache && !backup) {
      this.outputs = {};
      return;
    }
    const store = { ...props, keyArn: this.createKey(props).arn };
    this.outputs = {
      ...(database && { database: new Database(this, "database", store, database).outputs }),
      ...(cache && { cache: new Cache(this, "cache", store, cache).outputs }),
      ...(backup && { backup: new Backup(this, "backup", store, backup).outputs }),
    };
  }

  /**
   * One key for the data stores, their logs, credentials and the backup vault: whoever may read one may read the
   * others. A key of its own would not make the vault safer, because recovery points of RDS and EBS keep the key of
   * what they are copies of (AWS Backup developer guide, "Encryption for backups").
   */
  private createKey({ name, region, account, database, cache }: DataProps): EncryptionKey {
    const logs = [...(database ? [databaseLogs(name)] : []), ...(cache ? [cacheLogs(name)] : [])];
    return new EncryptionKey(this, "key", {
      alias: `${name}-data`,
      description: `Data stores of ${name} and their backups`,
      account,
      usedBy: logs.length > 0 ? [forLogGroups(region, account, ...logs)] : [],
    });
  }
}
