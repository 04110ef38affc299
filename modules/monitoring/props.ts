import type { ITerraformDependable } from "cdktf";
import type { TargetKind } from "./alarm";

/** An application that is watched. */
export interface WatchedApp {
  /** Name of the app and of its Deployment. */
  readonly name: string;
  /** Namespace that holds the app alone. */
  readonly namespace: string;
  /** Whether Prometheus scrapes its pods; the alerts then read the metrics of django-prometheus. */
  readonly scraped: boolean;
  /** Whether it keeps files on persistent volumes. */
  readonly persistent: boolean;
}

export interface MonitoringProps {
  /** First part of every resource name, for example `statuspage`; 20 characters at most. */
  readonly name: string;
  /** AWS region of everything that is watched. */
  readonly region: string;
  /** Account that owns the key, the topic and the budget: twelve digits. */
  readonly account: string;
  readonly clusterName: string;
  /** Storage class of the three volumes. Changing it does nothing to volumes that exist. */
  readonly storageClassName: string;
  /** Priority class of the pods of Prometheus, Alertmanager and Grafana; it must be there before they are. */
  readonly priorityClassName: string;
  readonly prometheus: {
    /** How long metrics are kept, in days. */
    readonly retentionDays: number;
    /** Size of the metrics volume in GiB. The oldest metrics go when it is three quarters full. */
    readonly storageGb: number;
  };
  readonly grafana: {
    /** Size of Grafana's volume in GiB. */
    readonly storageGb: number;
  };
  /** Who gets alarms by e-mail. Each address must confirm once; until then it gets nothing. */
  readonly emails: readonly string[];
  /** Monthly cost of the environment in US dollars; more than that, spent or foreseen, is told. @default no budget */
  readonly monthlyBudgetUsd?: number;
  readonly apps: readonly WatchedApp[];
  /** Host names that AWS gave the load balancers, by ingress group. */
  readonly loadBalancers: Readonly<Record<string, string>>;
  readonly database?: {
    /** Identifier of the RDS instance. */
    readonly identifier: string;
    /** Class of the instance, which decides how many connections it admits, for example `db.m5.large`. */
    readonly instanceClass: string;
  };
  readonly cache?: {
    /** Replication group; its members are called `<name>-001` and on. */
    readonly name: string;
    /** How many members it has. */
    readonly nodes: number;
  };
  /** Vault whose failed backup jobs raise an alarm. @default no backups are watched */
  readonly backupVaultName?: string;
  /** NAT gateways: their ids, and what each is called here. Both in zone order. */
  readonly natGateways: { readonly ids: string[]; readonly zones: readonly string[] };
  /** Node groups: their Auto Scaling groups, and what each is called here. Both in the order of the names. */
  readonly nodeGroups: { readonly autoscalingGroupNames: string[]; readonly names: readonly string[] };
  /** Ids of other EC2 instances to watch, by what they are called here. @default none */
  readonly instances?: Readonly<Record<string, string>>;
  /**
   * Kinds of things whose alarms are made where the things are, so that what replaces one is watched from its first minute.
   * Here they are only shown. @default none
   */
  readonly watchedElsewhere?: readonly TargetKind[];
  readonly dependsOn: {
    /** What must work before anything is installed: the load balancer controller, the storage class. */
    readonly releases: ITerraformDependable[];
  };
}

/** What others may rely on; everything else is private to the module. */
export interface MonitoringOutputs {
  /** Topic that every alarm is sent to. */
  readonly alarmTopicArn: string;
  /** Namespace of Prometheus and Grafana; apps admit scraping from it. */
  readonly namespace: string;
  /** Name of the CloudWatch dashboard. */
  readonly dashboardName: string;
}
