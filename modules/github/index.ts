import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";
import { policyDocument, Role, type Statement } from "../iam";
import { change } from "./deploy";
import { lock, look } from "./look";
import type { GithubOutputs, GithubProps } from "./props";

export type { GithubOutputs, GithubProps } from "./props";

const ISSUER = "token.actions.githubusercontent.com";

/** Names of the two roles, which others know before they are made. */
export const githubRoles = (name: string): { readonly plan: string; readonly deploy: string } => ({
  plan: `${name}-github-plan`,
  deploy: `${name}-github-deploy`,
});

/**
 * Two roles for workflows of one GitHub repository, without a stored key: one that reads and locks for plans, one that
 * deploys. Each trusts one GitHub environment, whose protection rules decide who gets there.
 */
export class Github extends Construct {
  readonly outputs: GithubOutputs;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GithubProps,
  ) {
    super(scope, id);
    const { name, oidcProvider } = props;
    if (oidcProvider) this.createProvider();
    const reading = [look(), ...lock(props)];
    this.outputs = {
      githubPlanRoleArn: this.createRole("plan", `${name}-plan`, reading).arn,
      githubDeployRoleArn: this.createRole("deploy", name, [...reading, ...change(props)]).arn,
    };
  }

  /** The account's word for tokens of GitHub. AWS trusts its certificate by itself, so no thumbprint is written. */
  private createProvider(): void {
    new IamOpenidConnectProvider(this, "provider", { url: `https://${ISSUER}`, clientIdList: ["sts.amazonaws.com"] });
  }

  /** @param environment GitHub environment whose jobs may become the role */
  private createRole(role: "plan" | "deploy", environment: string, statements: readonly Statement[]): Role {
    const trust = this.trust(environment);
    return new Role(this, role, { name: githubRoles(this.props.name)[role], trust, policies: {}, statements });
  }

  /** Tokens of jobs that run in one GitHub environment of the repository, and no other. */
  private trust(environment: string): string {
    const { account, repository } = this.props;
    return policyDocument({
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${ISSUER}` },
      Condition: {
        StringEquals: {
          [`${ISSUER}:aud`]: "sts.amazonaws.com",
          [`${ISSUER}:sub`]: `repo:${repository}:environment:${environment}`,
        },
      },
    });
  }
}
