import { entryOf, grouped, remembered } from "../synthesized";
import { type Estate, leadsTo, type Resource } from "./estate";
import { namesCaller } from "./limits";
import { isUnknown, meaningOf } from "./meaning";
import { nameOf } from "./names";
import { podsWith } from "./pods";
import type { Policy, Principal, Statement } from "./policy";
import { enumerate } from "./values";
import { conditionsInWords } from "./words";

/** Who may assume a role. */
export interface Trust {
  /** One text for each. */
  readonly words: readonly string[];
  /** What a reader should look at: strangers, everybody, nobody. */
  readonly warnings: readonly string[];
}

/** What service principals are. Others are called by their names. */
const SERVICES: Readonly<Record<string, string>> = {
  "backup.amazonaws.com": "AWS Backup",
  "ec2.amazonaws.com": "Amazon EC2",
  "eks.amazonaws.com": "The control plane of Amazon EKS",
  "lambda.amazonaws.com": "AWS Lambda",
  "monitoring.rds.amazonaws.com": "Enhanced monitoring of Amazon RDS",
  "vpc-flow-logs.amazonaws.com": "VPC flow logs",
};

/** Types that give a role to a machine instead of using it themselves. */
const PROFILE = "aws_iam_instance_profile";
const NO_USE = /^aws_iam_|^aws_eks_(access_|pod_identity_)|_policy$/;

/** Who may assume a role, by its trust policy and by what hands the role on. */
export function trustOf(role: Resource, policy: Policy | undefined, estate: Estate): Trust {
  if (!policy) return { words: ["cannot be told: the trust policy is no JSON before it is planned"], warnings: [] };
  const allowed = policy.statements.filter(({ allows }) => allows);
  const found = allowed.flatMap((statement) => inStatement(statement, role, estate));
  const denied = policy.statements.filter(({ allows }) => !allows).map((it) => neverInWords(it, role, estate));
  const words = [...found.map((it) => it.words), ...denied];
  const isNobody = found.every(({ nobody }) => nobody === true);
  const warnings = found.flatMap(({ warning }) => warning ?? []);
  return { words: words.length > 0 ? words : ["nobody"], warnings: [...warnings, ...(isNobody ? [NOBODY] : [])] };
}

const NOBODY = "Nobody assumes it: nothing in the JSON hands it to anybody.";

interface Found {
  readonly words: string;
  readonly warning?: string;
  readonly nobody?: boolean;
}

function inStatement(statement: Statement, role: Resource, estate: Estate): Found[] {
  const when = conditionsInWords(statement.conditions, role);
  const { principals, notPrincipals } = statement;
  if (notPrincipals.length > 0) {
    const but = enumerate(notPrincipals.map(({ name }) => meaningOf(name, role)));
    return [{ words: `everybody but ${but}${when}`, warning: `Everybody but ${but} may assume it.` }];
  }
  return principals
    .flatMap((principal) => whoIs(principal, statement, role, estate))
    .map(({ words, ...rest }) => ({ words: `${words}${when}`, ...rest }));
}

const neverInWords = (statement: Statement, role: Resource, estate: Estate): string => {
  const who = statement.principals.flatMap((it) => whoIs(it, statement, role, estate)).map(({ words }) => words);
  return `never ${enumerate(who, "or") || "anybody"}${conditionsInWords(statement.conditions, role)}`;
};

function whoIs({ kind, name }: Principal, statement: Statement, role: Resource, estate: Estate): Found[] {
  if (name === "*") return [everybody(statement)];
  if (kind === "Service") return serviceAs(name, role, estate);
  if (kind === "Federated") return [{ words: `whoever ${providerOf(name, role)} vouches for` }];
  return [accountAs(name, role, estate)];
}

const everybody = ({ conditions }: Statement): Found => ({
  words: "everybody in every account",
  ...(!conditions.some(namesCaller) && { warning: "Everybody in every AWS account may assume it." }),
});

/** `the OpenID Connect provider token.actions.githubusercontent.com (GitHub Actions)` */
function providerOf(name: string, role: Resource): string {
  const [provider] = leadsTo(name, role);
  const url = String(provider?.values.url ?? meaningOf(name, role).replace(/^.*:(oidc|saml)-provider\//, ""));
  return `the identity provider ${url.replace(/^https:\/\//, "")}${/githubusercontent/.test(url) ? " (GitHub Actions)" : ""}`;
}

function accountAs(name: string, role: Resource, { accounts }: Estate): Found {
  const [block] = leadsTo(name, role);
  if (block) return { words: `the role ${nameOf(block, role.environment)} (${block.address})` };
  const written = meaningOf(name, role);
  if (isUnknown(written)) return { words: `${written}, which the JSON does not explain` };
  const [, account = written, rest] = /^(?:arn:[\w-]+:(?:iam|sts)::(\d*):(.+))?/.exec(written) ?? [];
  const isOwn = accounts.includes(account || written);
  const whose = isOwn ? "this account" : `another account (${account || written})`;
  const words =
    rest === undefined || rest === "root"
      ? `whom IAM policies of ${whose} let`
      : `the ${rest.replace("/", " ")} of ${whose}`;
  return isOwn ? { words } : { words, warning: `Somebody outside of this account may assume it: ${written}.` };
}

/** An AWS service, with what makes it use the role. */
function serviceAs(name: string, role: Resource, estate: Estate): Found[] {
  if (name === "pods.eks.amazonaws.com") {
    const pods = podsWith(role, estate);
    return pods.length > 0
      ? pods.map((words) => ({ words }))
      : [{ words: "pods, but no association names any", nobody: true }];
  }
  const title = `${entryOf(SERVICES, name) ?? "The AWS service"} (${name})`;
  const users = usersOf(role, estate);
  return users.length > 0
    ? [{ words: `${title}, for ${enumerate(users)}` }]
    : [{ words: `${title}, but nothing here hands it the role`, nobody: true }];
}

/** What works with a role: resources that name it, and those that name an instance profile of it. */
function usersOf({ block }: Resource, estate: Estate): string[] {
  const users = usersIn(estate);
  const profiles = estate.resources.filter(
    (it) => it.block.type === PROFILE && leadsTo(it.block.values.role, it).includes(block),
  );
  const direct = (users.get(block) ?? []).filter((it) => !NO_USE.test(it.block.type));
  const machines = new Set(profiles.flatMap((profile) => users.get(profile.block) ?? []));
  return [...direct, ...estate.resources.filter((it) => machines.has(it))].map((it) => it.block.address);
}

/** Resources by the blocks that they lead to. */
const usersIn = remembered(({ resources }: Estate) =>
  grouped(resources.flatMap((it) => leadsTo(it.block.values, it).map((used) => [used, it] as const))),
);
