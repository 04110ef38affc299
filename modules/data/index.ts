import { Construct } from "constructs";
import { EncryptionKey, forLogGroups } from "../kms";
import { Backup } from "./backup";
import { Cache } from "./cache";
import { Database } from "./database";
import type { DataOutputs, DataProps } from "./props";

export type { DataOutputs, DataProps } from "./props";

/** The data stores that are asked for, and the backup plan. Everything is reachable from the nodes only. */
export class Data extends Construct {
  readonly outputs: DataOutputs;

  constructor(scope: Construct, id: string, props: DataProps) {
    super(scope, id);
    const { database, cache, backup } = props;
    if (backup) new Backup(this, "backup", props, backup);
    if (!database && !cache) {
      this.outputs = {};
      return;
    }

    const store = { ...props, keyArn: this.createKey(props).arn };
    this.outputs = {
      ...(database && { database: new Database(this, "database", store, database).outputs }),
      ...(cache && { cache: new Cache(this, "cache", store, cache).outputs }),
    };
  }

  /** One key for the data stores, their logs and credentials: whoever may read one may read the others. */
  private createKey({ name, region, account }: DataProps): EncryptionKey {
    const ours = ["/aws/rds/instance/", "/aws/elasticache/"].map((prefix) => `${prefix}${name}-`);
    return new EncryptionKey(this, "key", {
      alias: `${name}-data`,
      description: `Data stores of ${name}`,
      account,
      usedBy: [forLogGroups(region, account, ...ours)],
    });
  }
}
