/**
 * The same value with every text in it, keys included, written so that Terraform takes it as it is: in `${…}` and `%{…}`
 * the sign is doubled (Terraform language, "Strings and templates", escape sequences). It happens once, where a checked file
 * becomes an `Environment`; nobody escapes again. Rules see what the author wrote, stacks and modules see this.
 */
export function literal<T>(value: T): T {
  if (typeof value === "string") return literalText(value) as T;
  if (Array.isArray(value)) return value.map(literal) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [literalText(key), literal(inner)])) as T;
}

const literalText = (text: string): string => text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
