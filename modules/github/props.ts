export interface GithubProps {
  /** Name of the environment: GitHub environments, roles and most resources are called after it. */
  readonly name: string;
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
  /** Repository as GitHub's tokens name it: `owner/name`, or `owner@123/name@456` with immutable ids. */
  readonly repository: string;
  /** Whether to make the account's OIDC provider of GitHub; an account has it only once. */
  readonly oidcProvider: boolean;
  /** Bucket of the states, and the key they are written with. */
  readonly stateBucket: string;
  readonly stateKeyArn: string;
  /** Name of the cluster, which its roles are called after. @default no cluster */
  readonly clusterName?: string;
  /** Whether the cluster has an OIDC provider of its own. @default false */
  readonly hasClusterOidcProvider?: boolean;
  /** Hosted zones in which records are written. @default none */
  readonly zoneIds?: readonly string[];
}

/** What others may rely on; everything else is private to the module. */
export interface GithubOutputs {
  readonly githubPlanRoleArn: string;
  readonly githubDeployRoleArn: string;
}
