import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { trafficOut } from "../apps/traffic";
import { CURL_IMAGE, installChart, PSQL_IMAGE } from "../helm";
import { PodRole, type Statement } from "../iam";

export interface DatabaseUsersProps {
  /** First part of the role's name, for example `statuspage`. */
  readonly environment: string;
  readonly region: string;
  readonly clusterName: string;
  /** Ranges of the private subnets, where the database is. */
  readonly privateCidrs: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly databaseName: string;
  /** User of applications, and the secret that gets its name and password. */
  readonly appUser: string;
  readonly appSecretArn: string;
  /** Secret of the master user, which no application may read. */
  readonly masterSecretArn: string;
  /** Key that encrypts both secrets. */
  readonly secretKeyArn: string;
  /** What must be there first: the network policies' and secrets' drivers come with the cluster, so usually nothing. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Namespace, service account and release. */
const NAME = "database-users";

/**
 * The user that applications log in to the database as, which may do everything in its own database and nothing outside of it.
 * A job makes it with the rights of the master user, whose secret nobody else in the cluster may read. The password is made by
 * the job too and goes to Secrets Manager: it is in no state, no plan and no values. Applications come after `ready`.
 */
export class DatabaseUsers extends Construct {
  static readonly namespace = NAME;
  readonly ready: ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DatabaseUsersProps,
  ) {
    super(scope, id);
    const { region, host, port, databaseName, appUser, appSecretArn, masterSecretArn, dependsOn } = props;
    const namespace = new NamespaceV1(this, "namespace", {
      metadata: {
        name: NAME,
        labels: { "pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/warn": "restricted" },
      },
      dependsOn: [...dependsOn],
    }).metadata.name;
    const account = new ServiceAccountV1(this, "service-account", {
      metadata: { name: NAME, namespace },
      automountServiceAccountToken: false,
    });
    const policy = this.createNetworkPolicy(namespace);
    const release = installChart(this, "release", {
      name: NAME,
      chart: { folder: "modules/database-users/chart" },
      namespace,
      values: {
        region,
        images: { curl: CURL_IMAGE, psql: PSQL_IMAGE },
        host,
        port: String(port),
        database: databaseName,
        user: appUser,
        secretArn: appSecretArn,
        masterSecretArn,
      },
      dependsOn: [account, policy, ...this.createRole().ready],
    });
    this.ready = [release];
  }

  private createRole(): PodRole {
    const { environment, clusterName } = this.props;
    return new PodRole(this, "access", {
      name: `${environment}-${NAME}`,
      clusterName,
      namespace: NAME, // not the reference: the association need not wait for the namespace
      serviceAccount: NAME,
      statements: this.statements(),
    });
  }

  private statements(): Statement[] {
    const { region, appSecretArn, masterSecretArn, secretKeyArn } = this.props;
    return [
      {
        Sid: "ReadMasterPassword",
        Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
        Resource: masterSecretArn,
      },
      {
        Sid: "KeepAppPassword",
        Action: ["secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"],
        Resource: appSecretArn,
      },
      {
        Sid: "EncryptPasswords",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: secretKeyArn,
        Condition: {
          StringEquals: {
            "kms:ViaService": `secretsmanager.${region}.amazonaws.com`,
            "kms:EncryptionContext:SecretARN": [appSecretArn, masterSecretArn],
          },
        },
      },
    ];
  }

  /** Nobody reaches the job; it reaches the database, and AWS. */
  private createNetworkPolicy(namespace: string): NetworkPolicyV1 {
    const { privateCidrs, port: databasePort } = this.props;
    const egress = trafficOut({ privateCidrs, database: { databasePort } }, true);
    return new NetworkPolicyV1(this, "network-policy", {
      metadata: { name: NAME, namespace },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress },
    });
  }
}
