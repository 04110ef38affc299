/** One image repository. */
export interface RepositoryProps {
  /** Tagged images that are kept, the newest ones. */
  readonly keepReleases: number;
  /** Days after which an untagged image is removed. */
  readonly untaggedDays: number;
}

/** One pipeline job: from a Git repository to the rollout of an application. */
export interface PipelineProps {
  /** Over HTTPS, without credentials: the controller reads public repositories. */
  readonly repositoryUrl: string;
  readonly branch: string;
  /** Name of the image repository, one of `repositories`. */
  readonly image: string;
  /** Deployment that is rolled out, its container and its namespace. */
  readonly app: string;
  readonly container: string;
  readonly namespace: string;
  /** How the application is asked after a rollout. @default it is not asked */
  readonly smokeTest?: {
    /** Ingress that knows the address of the load balancer. */
    readonly ingress: string;
    readonly path: string;
    readonly scheme: "http" | "https";
    /** Host name the ingress answers to. @default any */
    readonly host?: string;
  };
}

/** The instance that builds run on, in a private subnet. */
export interface AgentSettings {
  /** For example `t3.medium`, of x86_64 processors. Changing it stops and starts the instance. */
  readonly instanceType: string;
  /** In GiB: everything that builds make is on it. Growing it needs no new instance. */
  readonly rootVolumeGb: number;
}

/** Jenkins on an EC2 instance in a public subnet, which builds nothing itself. */
export interface JenkinsProps {
  /** For example `t3.large`. Changing it stops and starts the instance. */
  readonly instanceType: string;
  /** Jenkins LTS, exact. Changing it replaces the instance, as every change of its first boot does. */
  readonly version: string;
  /**
   * Machine image of both instances, with Amazon Linux 2023 for x86_64; changing it replaces them. @default the image that AWS
   * publishes on the day the instance is made; a newer one replaces nothing (`terraform apply -replace` does).
   */
  readonly amiId?: string;
  /** Who may open the web interface. */
  readonly webCidrs: readonly string[];
  /** Who may use SSH, with keys of EC2 Instance Connect. Session Manager needs no open port. */
  readonly sshCidrs: readonly string[];
  /** Host name people open. @default the elastic IP address */
  readonly host?: string;
  /** Puts a load balancer with this certificate in front. @default the instance's own certificate */
  readonly certificateArn?: string;
  /** In GiB. Growing it needs no new instance. */
  readonly rootVolumeGb: number;
  /** Volume of `JENKINS_HOME` in GiB. It can only grow, and outlives the instance. */
  readonly dataVolumeGb: number;
  readonly agent: AgentSettings;
  /** Further plugins by id with their exact version. */
  readonly plugins: Readonly<Record<string, string>>;
  readonly pipelines: Readonly<Record<string, PipelineProps>>;
}

export interface DeliveryProps {
  /** First part of every resource name, for example `statuspage`: 20 characters at most. */
  readonly name: string;
  readonly region: string;
  /** Account of everything here: twelve digits. */
  readonly account: string;
  readonly vpcId: string;
  /** Where a load balancer in front of Jenkins is. */
  readonly publicSubnetIds: readonly string[];
  /** Zone of Jenkins and its data volume, for example `us-east-1a`. Changing it replaces both. */
  readonly zone: string;
  /** Public subnet of that zone. */
  readonly zoneSubnetId: string;
  /** Private subnet of that zone, where builds run: it needs a way out. */
  readonly zonePrivateSubnetId: string;
  readonly clusterName: string;
  readonly clusterArn: string;
  /** Security group of the Kubernetes API's private endpoint, which lets builds in. */
  readonly clusterSecurityGroupId: string;
  /** Role of the nodes, which pull images. */
  readonly nodeRoleArn: string;
  /**
   * Keeps images and Jenkins' data: AWS refuses to delete a repository that holds images, Terraform refuses to plan
   * the deletion of the data volume, and a deleted password can be restored for 30 days. With `false` nothing stays.
   */
  readonly deletionProtection: boolean;
  /** By name. Renaming one replaces it and its images. */
  readonly repositories: Readonly<Record<string, RepositoryProps>>;
  /** @default no Jenkins */
  readonly jenkins?: JenkinsProps;
}

/** What others may rely on; everything else is private to the module. Never a secret. */
export interface DeliveryOutputs {
  /** Addresses without a tag, by name of the repository. */
  readonly repositoryUrls: Readonly<Record<string, string>>;
  readonly jenkins?: {
    readonly jenkinsUrl: string;
    /** What a DNS record for `host` points to: the elastic IP address, or the name of the load balancer. */
    readonly jenkinsAddress: string;
    readonly jenkinsRoleArn: string;
    /** EC2 instance, for alarms; another one after every change of the first boot. */
    readonly jenkinsInstanceId: string;
    /** The EC2 instance that builds run on, for alarms. */
    readonly jenkinsAgentInstanceId: string;
    /** Secrets Manager secret with the password of the user `admin`. */
    readonly jenkinsAdminSecretArn: string;
  };
}
