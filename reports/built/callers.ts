import { type Json, toGroup, toList, type Values } from "../synthesized";

const texts = (value: Json | undefined): string[] => toList(value).map(String);

/**
 * Keys of conditions whose fixed values name who may ask, or from where; any other condition leaves a statement open.
 * Source: Amazon S3 user guide, "The meaning of public"; IAM user guide, "Global condition keys".
 */
const NAMES_CALLER: ReadonlySet<string> = new Set(
  [
    "aws:PrincipalArn",
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:SourceIp",
    "aws:VpcSourceIp",
    "aws:userid",
    "kms:CallerAccount",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
  ].map((key) => key.toLowerCase()),
);

/** Operators that hold for the values that they list, and not for all others. */
const NAMES = /^(ForAnyValue:|ForAllValues:)?(String(Equals|Like)|StringEqualsIgnoreCase|Arn(Equals|Like)|IpAddress)$/i;

/** Whether a condition names its callers: a known key, an operator that lists, and not one value that is anything. */
export const namesCaller = (condition: Values): boolean =>
  Object.entries(condition).some(
    ([operator, keys]) =>
      NAMES.test(operator) &&
      !/^ForAllValues:/i.test(operator) && // holds for requests without the key, too
      Object.entries(toGroup(keys)).some(
        ([key, values]) =>
          NAMES_CALLER.has(key.toLowerCase()) && toList(values).length > 0 && texts(values).every(isFixed),
      ),
  );

/** Whether a value of a condition is something, and not anything: of an ARN the account is written, of S3 the bucket. */
function isFixed(value: string): boolean {
  if (/^[\d.:]*\/0$/.test(value)) return false;
  const [start, , service, , account = "", ...name] = value.split(":");
  if (start === "arn") return !/^[*?]*$/.test(service === "s3" ? name.join(":") : account);
  return (value.split(/[*?]/, 1)[0]?.length ?? 0) >= LEAST_HEAD || !/[*?]/.test(value);
}

/** So many characters before a wildcard name something: `o-abc/*`, not `o-*`. */
const LEAST_HEAD = 4;

/** What the subjects of identity providers begin with, before they name somebody: of GitHub, GitLab, Kubernetes. */
const SUBJECT = /^(repo:|project_path:|system:serviceaccount:)?(.*)$/s;

/** Whether a condition says which subjects of an OpenID Connect provider it is for. */
export const namesSubject = ({ condition }: { readonly condition: Values }): boolean =>
  Object.entries(condition).some(
    ([operator, keys]) =>
      NAMES.test(operator) &&
      !/^ForAllValues:/i.test(operator) &&
      Object.entries(toGroup(keys)).some(
        ([key, values]) =>
          /:sub$/i.test(key) &&
          toList(values).length > 0 &&
          texts(values).every((value) => (SUBJECT.exec(value)?.[2]?.split(/[*?]/, 1)[0]?.length ?? 0) > 1),
      ),
  );
