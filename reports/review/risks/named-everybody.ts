import { accountOf } from "../../built/policies";
import { isInternet } from "../../built/ranges";
import { type ResourceChange, UNKNOWN } from "../../plan";
import { type Json, toList, type Values } from "../../synthesized";
import { ADMITTING_TYPES } from "./admitting";
import type { Around } from "./around";
import { KUBERNETES_TYPES } from "./kubernetes";
import { lastOf } from "./paths";
import type { Risk } from "./row";
import { changedPaths, flatten, pairsAt } from "./settings/flat";

/** What a value means wherever it newly is, whatever the argument and the type are called. */
export interface Meaning {
  readonly matches: (value: string, name: string) => boolean;
  readonly what: string;
  readonly advice: string;
  /** The value is what the attribute says, and needs no saying again. @default it is told */
  readonly isPlain?: boolean;
  /** Types that say it in a way of their own, and are judged there. */
  readonly except?: (type: string, values: Values) => boolean;
}

const NAME_SOMEBODY = "Name who is meant.";

/** Arguments that name who may: `*` or `all` in them is everybody. */
export const PRINCIPAL =
  /^(principals?|principal_arn|allowed_principals|shared_accounts|account_ids?|grantee(_principal)?|group|user_groups|clients|members?|trusted_principals|source_account|share_with|accounts|peer_owner_id|peer_account_id)$/;

/** Policies that AWS wrote and that allow nearly everything. */
const ADMINISTRATORS =
  /:policy\/(job-function\/)?(AdministratorAccess|PowerUserAccess|IAMFullAccess|AdministratorAccess-\w+|SystemAdministrator)$|ClusterAdminPolicy$|^roles\/(owner|editor)$/;

export const MEANINGS: readonly Meaning[] = [
  {
    matches: (value, name) =>
      /^(user_)?(role|access_level|privilege)$/.test(name) && /^(admin|owner|superuser)$/i.test(value),
    what: "somebody becomes an administrator of it",
    isPlain: true,
    advice: NAME_SOMEBODY,
  },
  {
    matches: (value, name) => PRINCIPAL.test(name) && /:namespace\/[\w-]+$/.test(value),
    what: "everybody with an account in QuickSight may use it",
    isPlain: true,
    advice: NAME_SOMEBODY,
  },
  {
    matches: (value) => ADMINISTRATORS.test(value),
    what: "it may do nearly everything",
    isPlain: true,
    advice: "Name the actions, the resources and who may; compare the statements one by one.",
    except: (type) => type === "aws_eks_access_policy_association",
  },
  {
    matches: (value, name) =>
      name === "role_definition_name" && /^(Owner|Contributor|User Access Administrator)$/.test(value),
    what: "it may do nearly everything",
    isPlain: true,
    advice: "Name the actions, the resources and who may; compare the statements one by one.",
  },
  {
    matches: (value) => /"AllowFromPublic"\s*:\s*true/.test(value),
    what: "it can be reached from the internet",
    isPlain: true,
    advice: "Let in networks by their endpoints.",
  },
  {
    matches: (value, name) => value === "0.0.0.0" && /^start_ip(_address)?$/.test(name),
    what: "addresses of others may come in",
    advice: "Name the addresses that need it.",
  },
  {
    matches: (value, name) => name === "from_entities" && /^(world|all)$/.test(value),
    what: "its pods can be reached from everywhere",
    advice: NAME_SOMEBODY,
  },
  {
    matches: (value) => value === "system:masters",
    what: "it becomes an administrator of the cluster",
    advice: "Bind a role with the verbs and resources that it needs instead.",
  },
  {
    matches: (value) => /^system:(unauthenticated|anonymous)$/.test(value),
    what: "people who did not sign in may use the Kubernetes API",
    advice: NAME_SOMEBODY,
  },
  {
    matches: (value) => /^system:(authenticated|serviceaccounts)$/.test(value),
    what: "every user or pod of the cluster may do it",
    advice: NAME_SOMEBODY,
  },
  {
    matches: (value) => /\/groups\/(global|s3)\/(AllUsers|AuthenticatedUsers)$/.test(value),
    what: "everybody may read or change it",
    advice: NAME_SOMEBODY,
  },
  {
    matches: (value) => /^all(Authenticated)?Users$/.test(value),
    what: "everybody may use it",
    advice: NAME_SOMEBODY,
  },
  {
    matches: (value, name) => PRINCIPAL.test(name) && /^(\*|all|everyone|iam_allowed_principals)$/i.test(value),
    what: "everybody may use it",
    advice: NAME_SOMEBODY,
    except: (type, { condition }) => type === "aws_lambda_permission" || toList(condition).length > 0,
  },
  {
    matches: (value) => /^[\d.:a-f]+\/\d$/i.test(value) && isInternet(value),
    what: "it names the whole internet, and nobody here knows what for",
    advice: "Name the addresses that need it.",
    except: (type) =>
      ADMITTING_TYPES.has(type) ||
      KUBERNETES_TYPES.includes(type) ||
      /(^|_)route(_table)?s?(_|$)|vpn|nat_|ipam|peering/.test(type),
  },
];

/** Values that a change newly has, and that mean everybody or everything. */
export function meaningRisks(
  change: ResourceChange,
  around: Pick<Around, "accounts">,
  meanings: readonly Meaning[] = MEANINGS,
): Risk[] {
  const { type, before, after } = change;
  if (!after) return [];
  const [old, now] = [flatten(before), flatten(after)];
  return changedPaths(old, now).flatMap((path) => {
    if (!now.get(path)?.some(mayName)) return [];
    const added = pairsAt(path, old, now).flatMap(([was, is]) =>
      textsIn(is).filter((text) => !textsIn(was).includes(text)),
    );
    if (added.length === 0) return [];
    const name = lastOf(path);
    const found = meanings.flatMap(({ matches, what, advice, except, isPlain }): Risk[] => {
      const text = except?.(type, after) ? undefined : added.find((value) => matches(value, name));
      return text === undefined
        ? []
        : [{ group: "exposure", what, ...(isPlain ? {} : { detail: text }), advice, attributes: [path] }];
    });
    return [...found, ...strangers(added, name, path, around)];
  });
}

/** Only texts name somebody, and lists of them. */
const mayName = (value: Json): boolean => typeof value === "string" || Array.isArray(value);

const textsIn = (value: Json | undefined): string[] =>
  typeof value === "string" ? (value === UNKNOWN ? [] : [value]) : Array.isArray(value) ? value.flatMap(textsIn) : [];

/** Accounts of others, where one's own are known. */
function strangers(
  added: readonly string[],
  name: string,
  path: string,
  { accounts }: Pick<Around, "accounts">,
): Risk[] {
  if (!PRINCIPAL.test(name) || accounts.size === 0) return [];
  const found = added.filter((text) => {
    const account = accountOf(text);
    return account !== undefined && !accounts.has(account);
  });
  return found.length === 0
    ? []
    : [
        {
          group: "exposure",
          what: "another account may use it",
          detail: found.join(", "),
          advice: "Make sure that the account is one of yours, or that its owner is meant.",
          attributes: [path],
        },
      ];
}
