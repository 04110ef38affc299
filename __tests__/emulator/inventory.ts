import { join } from "node:path";
import { mustRun } from "./processes";
import type { Workspace } from "./workspace";

interface Rule {
  readonly FromPort?: number;
  readonly ToPort?: number;
  readonly IpProtocol: string;
  readonly IpRanges: readonly { readonly CidrIp: string }[];
  readonly UserIdGroupPairs: readonly { readonly GroupId: string }[];
}
interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What `outside.py` finds in the account, in the words of the AWS APIs. */
export interface Inventory {
  readonly vpcs: readonly { readonly VpcId: string; readonly CidrBlock: string; readonly Tags?: readonly Tag[] }[];
  readonly subnets: readonly {
    readonly SubnetId: string;
    readonly CidrBlock: string;
    readonly AvailabilityZone: string;
    readonly MapPublicIpOnLaunch: boolean;
  }[];
  readonly routeTables: readonly {
    readonly Associations: readonly { readonly SubnetId?: string }[];
    readonly Routes: readonly {
      readonly DestinationCidrBlock?: string;
      readonly GatewayId?: string;
      readonly NatGatewayId?: string;
    }[];
  }[];
  readonly natGateways: readonly { readonly NatGatewayId: string; readonly SubnetId: string }[];
  readonly internetGateways: readonly object[];
  readonly securityGroups: readonly {
    readonly GroupId: string;
    readonly GroupName: string;
    readonly IpPermissions: readonly Rule[];
  }[];
  readonly endpoints: readonly object[];
  readonly flowLogs: readonly object[];
  readonly addresses: readonly object[];
  readonly networkInterfaces: readonly object[];
  readonly launchTemplates: readonly object[];
  readonly logGroups: readonly {
    readonly logGroupName: string;
    readonly kmsKeyId?: string;
    readonly retentionInDays?: number;
  }[];
  readonly keyAliases: readonly { readonly AliasName: string; readonly TargetKeyId?: string }[];
  readonly keys: readonly object[];
  readonly instanceProfiles: readonly string[];
  readonly cacheUsers: readonly string[];
  readonly roles: readonly string[];
  readonly policies: readonly string[];
  readonly buckets: readonly { readonly Name: string }[];
  /** Objects of the state bucket, each with the key that it was encrypted with. */
  readonly states: readonly { readonly Key: string; readonly SSEKMSKeyId?: string }[];
  readonly clusters: readonly {
    readonly name: string;
    readonly version: string;
    readonly resourcesVpcConfig: { readonly endpointPublicAccess: boolean };
    readonly encryptionConfig: readonly object[];
    readonly nodeGroups: readonly {
      readonly nodegroupName: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly subnets: readonly string[];
      readonly instanceTypes: readonly string[];
      readonly capacityType: string;
      readonly scalingConfig: { readonly minSize: number; readonly desiredSize: number; readonly maxSize: number };
    }[];
    readonly addOns: readonly string[];
    readonly accessEntries: readonly string[];
    /** `<namespace>/<service account>` */
    readonly podIdentities: readonly string[];
  }[];
  readonly databases: readonly {
    readonly DBInstanceClass: string;
    readonly Engine: string;
    readonly EngineVersion: string;
    readonly AllocatedStorage: number;
    readonly DBName: string;
    readonly MasterUsername: string;
    readonly StorageEncrypted: boolean;
    readonly PubliclyAccessible: boolean;
    readonly VpcSecurityGroups: readonly { readonly VpcSecurityGroupId: string }[];
  }[];
  readonly caches: readonly {
    readonly CacheNodeType: string;
    readonly AtRestEncryptionEnabled: boolean;
    readonly TransitEncryptionEnabled: boolean;
  }[];
  readonly repositories: readonly {
    readonly repositoryName: string;
    readonly imageTagMutability: string;
    readonly imageScanningConfiguration: { readonly scanOnPush: boolean };
    readonly encryptionConfiguration: { readonly encryptionType: string };
  }[];
  readonly instances: readonly {
    readonly InstanceId: string;
    readonly InstanceType: string;
    readonly SubnetId?: string;
    readonly PublicIpAddress?: string;
    /** What the instance finds at its first boot. */
    readonly userData: string;
    readonly Tags?: readonly Tag[];
  }[];
  readonly volumes: readonly {
    readonly VolumeId: string;
    readonly Size: number;
    readonly Encrypted: boolean;
    readonly Tags?: readonly Tag[];
    readonly Attachments: readonly { readonly InstanceId: string; readonly Device: string }[];
  }[];
  readonly secrets: readonly { readonly Name: string; readonly ARN: string }[];
  readonly backupVaults: readonly object[];
  readonly backupPlans: readonly object[];
  readonly alarms: readonly { readonly AlarmName: string; readonly AlarmActions: readonly string[] }[];
  readonly dashboards: readonly object[];
  readonly topics: readonly {
    readonly TopicArn: string;
    readonly KmsMasterKeyId?: string;
    readonly endpoints: readonly string[];
  }[];
  readonly budgets: readonly { readonly BudgetLimit: { readonly Amount: string } }[];
  readonly loadBalancers: readonly object[];
}

/** Asks the emulated account what exists. */
export async function readInventory(workspace: Workspace): Promise<Inventory> {
  const program = join(__dirname, "../../../__tests__/emulator/outside.py");
  const options = { ...workspace.options, log: `${workspace.log}.inventory` };
  return JSON.parse(await mustRun(["python3", program, workspace.environment.name, "inventory"], options)) as Inventory;
}
