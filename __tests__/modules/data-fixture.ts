import { Data, type DataProps } from "../../modules/data";
import { type Block, type Synthesized, synth } from "../helpers";

type Database = NonNullable<DataProps["database"]>;
type Cache = NonNullable<DataProps["cache"]>;
type Backup = NonNullable<DataProps["backup"]>;

const database: Database = {
  engineVersion: "16",
  instanceClass: "db.t4g.micro",
  storageGb: 20,
  maxStorageGb: 100,
  databaseName: "shop",
  user: "owner",
  port: 5432,
  changes: "window",
  multiAz: false,
  backupRetentionDays: 14,
  backupWindow: "03:00-04:00",
  maintenanceWindow: "sun:04:30-sun:05:30",
  logRetentionDays: 365,
};

const cache: Cache = {
  engine: "redis",
  engineVersion: "7.1",
  nodeType: "cache.t4g.micro",
  changes: "window",
  nodes: 1,
  port: 6379,
  user: "shop-app",
  snapshotRetentionDays: 7,
  snapshotWindow: "02:00-03:00",
  maintenanceWindow: "sun:05:30-sun:06:30",
  logRetentionDays: 365,
};

const backup: Backup = { schedule: "cron(0 5 * * ? *)", retentionDays: 35 };

/** No data store at all. */
export const props: DataProps = {
  name: "shop",
  region: "eu-central-1",
  account: "111122223333",
  vpcId: "vpc-1",
  privateSubnetIds: ["subnet-1", "subnet-2"],
  nodeSecurityGroupId: "sg-nodes",
  deletionProtection: true,
};

/** The data module with some props changed. */
export const dataWith = (changes: Partial<DataProps>): Synthesized =>
  synth((stack) => void new Data(stack, "data", { ...props, ...changes }));

/** The smallest database, with some of its own and of the module's props changed. */
export const databaseWith = (changes: Partial<Database> = {}, others: Partial<DataProps> = {}): Synthesized =>
  dataWith({ database: { ...database, ...changes }, ...others });

/** The smallest cache, with some of its own and of the module's props changed. */
export const cacheWith = (changes: Partial<Cache> = {}, others: Partial<DataProps> = {}): Synthesized =>
  dataWith({ cache: { ...cache, ...changes }, ...others });

/** The smallest backup plan, with some of its own and of the module's props changed. */
export const backupWith = (changes: Partial<Backup> = {}, others: Partial<DataProps> = {}): Synthesized =>
  dataWith({ backup: { ...backup, ...changes }, ...others });

/** Everything there is. */
export const everything: Partial<DataProps> = { database, cache, backup };

/** The statements of a policy that Terraform sends as JSON. */
export const statementsOf = (policy: string): Block[] => JSON.parse(policy).Statement;
