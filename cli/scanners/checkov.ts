import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Form } from "../../reports/audit/scanner-differences";
import { type Found, formsOf, type Place, stackOf } from "./place";
import { commandOf, type Scanner } from "./scanner";

export const CHECKOV: Scanner = {
  name: "checkov",
  howToGetIt: "install it with pip install checkov==3.3.13, or name it with CHECKOV",
  scan,
  left: (place, found) => [...found.filter((one) => !isInBaseline(one, place)).map(sentence), ...exported(place)],
};

const sentence = ({ environment, stack, address, check, form }: Found): string =>
  `${environment}-${stack}  ${address}: checkov finds ${check} in the ${form}; mend it, or write it into scanner-differences.yaml`;

function run(folder: string, form: Form, more: readonly string[]) {
  const framework = form === "json" ? "terraform_json" : "terraform";
  return spawnSync(commandOf("checkov"), ["-d", folder, "--framework", framework, "--compact", "--quiet", ...more], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, HCL_PARSE_TIMEOUT_SEC: "300" },
  });
}

function scan(place: Place): Found[] {
  const { environment } = place;
  return formsOf(place).flatMap((scanned) => {
    const { form, folder } = scanned;
    const { stdout } = run(folder, form, ["-o", "json"]);
    if (!stdout) return [];
    return [JSON.parse(stdout)].flat().flatMap(({ results, summary }) => {
      if (summary?.parsing_errors > 0) throw new Error(`checkov could not read a file of ${environment} as ${form}`);
      return (results?.failed_checks ?? []).flatMap(
        ({ check_id = "", resource = "", file_path = "" }: Readonly<Record<string, string>>): Found[] => {
          const stack = stackOf(file_path, scanned);
          return stack === undefined ? [] : [{ form, environment, stack, check: check_id, address: resource }];
        },
      );
    });
  });
}

function isInBaseline({ address, check }: Found, { audited }: Place): boolean {
  const { failed_checks } = JSON.parse(readFileSync(join(audited, "checkov.baseline"), "utf8"));
  return failed_checks.some(({ findings }: { findings: { resource: string; check_ids: string[] }[] }) =>
    findings.some(({ resource, check_ids }) => resource === address && check_ids.includes(check)),
  );
}

/** What is exported must be all that Checkov needs to end with exit code 0: the baseline, and the settings instead of it. */
function exported(place: Place): string[] {
  const others = readdirSync(dirname(place.audited)).filter((name) => name !== place.environment);
  return formsOf(place).flatMap(({ form, folder }) =>
    [
      ["--baseline", join(place.audited, "checkov.baseline")],
      ["--config-file", join(place.audited, "checkov.yaml")],
    ].flatMap((given) => {
      const skipped = form === "json" ? others.flatMap((name) => ["--skip-path", `/${name}-[^/-]+/`]) : [];
      const { status, stdout } = run(folder, form, [...given, ...skipped, "-o", "cli"]);
      return status === 0
        ? []
        : [`${place.environment}: checkov ends with ${status} on the ${form} with ${given.join(" ")}\n${stdout}`];
    }),
  );
}
