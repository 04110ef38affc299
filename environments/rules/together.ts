import type { KeyPath, LocatedProblem } from "../problem";
import type { Environment } from "../schema";

interface Checked {
  readonly file: string;
  readonly environment: Environment;
  readonly lineOf: (path: KeyPath) => number;
}

/** What two environments must not share, where it is written, and the value that would clash. */
const UNIQUE: readonly {
  readonly path: KeyPath;
  readonly what: string;
  readonly of: (environment: Environment) => string | undefined;
  /** @default "write another" */
  readonly instead?: string;
}[] = [
  { path: ["name"], what: "environment name", of: ({ name }) => name },
  {
    path: ["cluster", "name"],
    what: "cluster name in this account and region",
    of: ({ account, region, cluster }) => (cluster?.name ? `${account} ${region} ${cluster.name}` : undefined),
  },
  {
    path: ["state", "bucket"],
    what: "state bucket",
    of: ({ state }) => (state?.backend === "s3" ? state.bucket : undefined),
  },
  {
    path: ["delivery", "github", "oidcProvider"],
    what: "setting that makes the account's one OIDC provider of GitHub",
    of: ({ account, delivery }) => (delivery?.github?.oidcProvider ? `${account} true` : undefined),
    instead: "write oidcProvider: false",
  },
];

/** Problems that only show when several environments are read together. */
export function checkTogether(checked: readonly Checked[]): LocatedProblem[] {
  return UNIQUE.flatMap(({ path, what, of, instead = "write another" }) => {
    const owners = new Map<string, Checked>();
    return checked.flatMap((entry) => {
      const value = of(entry.environment);
      const owner = value === undefined ? undefined : owners.get(value);
      if (value !== undefined && !owner) owners.set(value, entry);
      if (!owner) return [];
      const { file, lineOf } = entry;
      return [
        {
          file,
          line: lineOf(path),
          path,
          message: `"${value?.split(" ").at(-1)}" is already the ${what} of ${owner.file}; ${instead}`,
        },
      ];
    });
  });
}
