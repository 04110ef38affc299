import { toGroup, toList } from "../synthesized";
import { covers, type Statement } from "./policies";

/** Providers whose tokens are told apart by whom they were made for, and not by whose they are. */
const BY_AUDIENCE = /^(cognito-identity\.amazonaws\.com|accounts\.google\.com|graph\.facebook\.com|www\.amazon\.com)$/;

/** Values that leave it open who is meant, although something stands before the wildcard. */
const OPEN = [
  /^[^:/]*[*?]/, // nothing before it
  /^repo:[^/]*[*?]/, // any owner on GitHub
  /^project_path:[^/]*[*?]/, // any group on GitLab
  /^organization:[^:]*[*?]/, // any organization of HCP Terraform
  /^system:serviceaccount:[^:]*[*?]/, // any namespace of the cluster
];

/**
 * Whether a statement lets in everybody whom an identity provider vouches for: no condition says whose token it has to be. The
 * audience alone does not, because every repository, or pod, gets tokens for it.
 * Source: IAM user guide, "Create a role for OpenID Connect federation".
 */
export const vouchesForAnybody = (statement: Statement): boolean =>
  statement.allows &&
  covers(statement, "sts:AssumeRoleWithWebIdentity") &&
  statement.principals.some((principal) => isProvider(principal) && !namesToken(statement.condition, principal));

const isProvider = (principal: string): boolean =>
  BY_AUDIENCE.test(principal) || /^arn:[^:]*:iam::[^:]*:oidc-provider\//.test(principal);

function namesToken(condition: Statement["condition"], provider: string): boolean {
  const isAboutAudience = BY_AUDIENCE.test(provider);
  return Object.entries(condition).some(
    ([operator, keys]) =>
      /^(ForAnyValue:)?String(Equals|Like|EqualsIgnoreCase)$/i.test(operator) &&
      Object.entries(toGroup(keys)).some(([key, values]) => {
        const isToken = key.includes(":") && !/^aws:/i.test(key);
        const counts = isToken && (isAboutAudience || !/:(aud|amr|oaud|azp|iss)$/i.test(key));
        return counts && toList(values).length > 0 && toList(values).every((value) => isNamed(String(value)));
      }),
  );
}

const isNamed = (value: string): boolean => !OPEN.some((pattern) => pattern.test(value));
