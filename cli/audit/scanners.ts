import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Form, parseScannerDifferences } from "../../reports/audit/scanner-differences";
import { coversPattern } from "../../reports/built/patterns";

const OUTDIR = process.env.CDKTF_OUTDIR || "cdktf.out";
const AUDIT = process.env.AUDIT_OUTDIR || "audit";

/** One thing that a scanner finds. */
interface Found {
  readonly scanner: "checkov" | "trivy";
  readonly form: Form;
  readonly environment: string;
  readonly stack: string;
  readonly check: string;
  /** The address, or as Checkov calls resources of JSON `resource.<name>`; of Trivy's the file decides, not the address. */
  readonly address: string;
}

/**
 * Runs the scanners that auditors use on what was synthesized and audited last, as JSON and as HCL. What they find and what
 * is answered for must be the same: something new fails, and so does an entry of the register that nothing needs.
 * A scanner that is not there is named. Returns the exit code: 1 when something differs.
 */
export function runScanners(): 0 | 1 {
  const environments = readdirSync(AUDIT).filter((name) => existsSync(join(AUDIT, name, "hcl")));
  const problems: string[] = [];
  for (const [scanner, scan] of [
    ["checkov", checkov],
    ["trivy", trivy],
  ] as const) {
    const found = environments.flatMap((environment) => scan(environment) ?? []);
    if (!isThere(scanner)) {
      console.log(`${scanner} is not there, so nothing was scanned with it; ${HOW[scanner]}`);
      continue;
    }
    problems.push(...unanswered(found), ...unneeded(scanner, found));
    if (scanner === "checkov") problems.push(...environments.flatMap(exported));
    console.log(`${scanner}: ${found.length} findings in ${environments.join(", ")}`);
  }
  for (const problem of problems) console.error(problem);
  return problems.length > 0 ? 1 : 0;
}

const HOW = {
  checkov: "install it with pip install checkov==3.3.13, or name it with CHECKOV",
  trivy: "build it with go install github.com/aquasecurity/trivy/cmd/trivy@v0.74.0, or name it with TRIVY",
};

const commandOf = (scanner: keyof typeof HOW): string => process.env[scanner.toUpperCase()] || scanner;

const isThere = (scanner: keyof typeof HOW): boolean =>
  spawnSync(commandOf(scanner), ["--version"], { stdio: "ignore" }).status === 0;

/** Where an environment is in each form: the folder that is scanned, and how the folders of its stacks begin. */
const placesOf = (environment: string): { form: Form; folder: string; prefix: string }[] => [
  { form: "json", folder: join(OUTDIR, "stacks"), prefix: `${environment}-` },
  { form: "hcl", folder: join(AUDIT, environment, "hcl"), prefix: "" },
];

/** The stack whose file a scanner names, below the scanned folder; undefined for that of another environment. */
function stackOf(file: string, prefix: string): string | undefined {
  const [folder = ""] = file.split("/").filter(Boolean);
  return folder.startsWith(prefix) ? folder.slice(prefix.length) : undefined;
}

function checkovOn(folder: string, form: Form, more: readonly string[]) {
  const framework = form === "json" ? "terraform_json" : "terraform";
  return spawnSync(commandOf("checkov"), ["-d", folder, "--framework", framework, "--compact", "--quiet", ...more], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, HCL_PARSE_TIMEOUT_SEC: "300" },
  });
}

function checkov(environment: string): Found[] {
  return placesOf(environment).flatMap(({ form, folder, prefix }) => {
    const { stdout } = checkovOn(folder, form, ["-o", "json"]);
    if (!stdout) return [];
    return [JSON.parse(stdout)].flat().flatMap(({ results, summary }) => {
      if (summary?.parsing_errors > 0) throw new Error(`checkov could not read a file of ${environment} as ${form}`);
      return (results?.failed_checks ?? []).flatMap(
        ({ check_id = "", resource = "", file_path = "" }: Readonly<Record<string, string>>): Found[] => {
          const stack = stackOf(file_path, prefix);
          return stack === undefined
            ? []
            : [{ scanner: "checkov", form, environment, stack, check: check_id, address: resource }];
        },
      );
    });
  });
}

/** What is exported must be all that Checkov needs to end with exit code 0: the baseline, and the settings instead of it. */
function exported(environment: string): string[] {
  const others = readdirSync(AUDIT).filter((name) => name !== environment);
  return placesOf(environment).flatMap(({ form, folder }) =>
    [
      ["--baseline", join(AUDIT, environment, "checkov.baseline")],
      ["--config-file", join(AUDIT, environment, "checkov.yaml")],
    ].flatMap((given) => {
      const skipped = form === "json" ? others.flatMap((name) => ["--skip-path", `/${name}-[^/-]+/`]) : [];
      const { status, stdout } = checkovOn(folder, form, [...given, ...skipped, "-o", "cli"]);
      return status === 0
        ? []
        : [`${environment}: checkov ends with ${status} on the ${form} with ${given.join(" ")}\n${stdout}`];
    }),
  );
}

interface TrivyResult {
  readonly Target: string;
  readonly Misconfigurations?: readonly {
    readonly ID: string;
    readonly CauseMetadata?: { readonly Resource?: string };
  }[];
}

function trivy(environment: string): Found[] {
  return placesOf(environment).flatMap(({ form, folder, prefix }) => {
    const options = ["--quiet", "--format", "json", "--skip-check-update", "--misconfig-scanners", "terraform"];
    const { stdout } = spawnSync(commandOf("trivy"), ["config", ...options, folder], {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    const { Results = [] } = JSON.parse(stdout || "{}") as { readonly Results?: readonly TrivyResult[] };
    return Results.flatMap(({ Target, Misconfigurations = [] }) =>
      Misconfigurations.flatMap(({ ID, CauseMetadata }): Found[] => {
        const stack = stackOf(Target, prefix);
        const check = ID.replace(/^AVD-/, "");
        return stack === undefined
          ? []
          : [{ scanner: "trivy", form, environment, stack, check, address: CauseMetadata?.Resource ?? "" }];
      }),
    );
  });
}

/** What no waiver and no difference answers for: it is not in what the audit exports. */
const unanswered = (found: readonly Found[]): string[] =>
  found
    .filter((one) => !isExported(one))
    .map(
      ({ scanner, form, environment, stack, check, address }) =>
        `${environment}-${stack}  ${address}: ${scanner} finds ${check} in the ${form}; mend it, or write it into scanner-differences.yaml`,
    );

function isExported({ scanner, form, environment, stack, check, address }: Found): boolean {
  if (scanner === "checkov") {
    const { failed_checks } = JSON.parse(readFileSync(join(AUDIT, environment, "checkov.baseline"), "utf8"));
    return failed_checks.some(({ findings }: { findings: { resource: string; check_ids: string[] }[] }) =>
      findings.some(({ resource, check_ids }) => resource === address && check_ids.includes(check)),
    );
  }
  const ignored = readFileSync(join(AUDIT, environment, ".trivyignore.yaml"), "utf8");
  const file = form === "json" ? `stacks/${environment}-${stack}/cdk.tf.json` : `${stack}/main.tf`;
  return ignored
    .split("- id: ")
    .some((entry) => entry.replace(/^AVD-/, "").startsWith(`${check}\n`) && entry.includes(file));
}

/** Entries of the register that match nothing. */
const unneeded = (scanner: Found["scanner"], found: readonly Found[]): string[] =>
  parseScannerDifferences(readFileSync("scanner-differences.yaml", "utf8")).differences.flatMap((entry) =>
    entry.scanner !== scanner
      ? []
      : entry.forms
          .filter((form) => !found.some((one) => one.form === form && one.stack === entry.stack && matches(entry, one)))
          .map(
            (form) =>
              `${entry.place}  ${scanner} does not find ${entry.check} at ${entry.address} in the ${form}; remove it`,
          ),
  );

const matches = (entry: { check: string; address: string }, { check, address }: Found): boolean =>
  entry.check.replace(/^AVD-/, "") === check &&
  (coversPattern(entry.address, address) ||
    coversPattern(entry.address.replace(/^[^.]+/, "resource"), address) ||
    address === "");
