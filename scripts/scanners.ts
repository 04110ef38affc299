import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Form, parseScannerDifferences } from "../reports/audit/scanner-differences";
import { coversPattern } from "../reports/built/patterns";

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
 * A scanner that is not there is named. The exit code is 1 when something differs.
 */
function main(): void {
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
    console.log(`${scanner}: ${found.length} findings in ${environments.join(", ")}`);
  }
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

const HOW = {
  checkov: "install it with pip install checkov==3.3.13, or name it with CHECKOV",
  trivy: "build it with go install github.com/aquasecurity/trivy/cmd/trivy@v0.74.0, or name it with TRIVY",
};

const commandOf = (scanner: keyof typeof HOW): string => process.env[scanner.toUpperCase()] || scanner;

const isThere = (scanner: keyof typeof HOW): boolean =>
  spawnSync(commandOf(scanner), ["--version"], { stdio: "ignore" }).status === 0;

/** Folders that hold an environment in each form. */
const foldersOf = (environment: string): [Form, string[]][] => [
  [
    "json",
    readdirSync(join(OUTDIR, "stacks"))
      .filter((id) => id.startsWith(`${environment}-`))
      .map((id) => join(OUTDIR, "stacks", id)),
  ],
  ["hcl", readdirSync(join(AUDIT, environment, "hcl")).map((stack) => join(AUDIT, environment, "hcl", stack))],
];

const stackIn = (folder: string, environment: string): string =>
  (folder.split("/").at(-1) ?? "").replace(`${environment}-`, "");

function checkov(environment: string): Found[] {
  return foldersOf(environment).flatMap(([form, folders]) => {
    const options = [
      "--framework",
      form === "json" ? "terraform_json" : "terraform",
      "-o",
      "json",
      "--compact",
      "--quiet",
    ];
    const { stdout } = spawnSync(commandOf("checkov"), [...folders.flatMap((folder) => ["-d", folder]), ...options], {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
      env: { ...process.env, HCL_PARSE_TIMEOUT_SEC: "300" },
    });
    // one document for each folder
    const documents = stdout.split(/^(?=[{[])/m).filter((text) => text.trim() !== "");
    return documents
      .flatMap((text) => JSON.parse(text))
      .flatMap(({ results, ...rest }) => {
        if (rest.summary?.parsing_errors > 0)
          throw new Error(`checkov could not read a file of ${environment} as ${form}`);
        return (results?.failed_checks ?? []).map(
          ({ check_id, resource, repo_file_path }: Record<string, string>): Found => ({
            scanner: "checkov",
            form,
            environment,
            stack: stackIn(resolve(`/${repo_file_path}`, ".."), environment),
            check: check_id ?? "",
            address: resource ?? "",
          }),
        );
      });
  });
}

function trivy(environment: string): Found[] {
  return foldersOf(environment).flatMap(([form, folders]) =>
    folders.flatMap((folder) => {
      const { stdout } = spawnSync(
        commandOf("trivy"),
        ["config", "--quiet", "--format", "json", "--skip-check-update", "--misconfig-scanners", "terraform", folder],
        { encoding: "utf8", maxBuffer: 2 ** 28 },
      );
      const { Results = [] } = JSON.parse(stdout || "{}") as {
        Results?: { Misconfigurations?: Record<string, never>[] }[];
      };
      return Results.flatMap(({ Misconfigurations = [] }) =>
        Misconfigurations.map(
          ({ ID, CauseMetadata }: { ID?: string; CauseMetadata?: { Resource?: string } }): Found => ({
            scanner: "trivy",
            form,
            environment,
            stack: stackIn(folder, environment),
            check: String(ID).replace(/^AVD-/, ""),
            address: CauseMetadata?.Resource ?? "",
          }),
        ),
      );
    }),
  );
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

main();
