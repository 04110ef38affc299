import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseStack } from "../../reports/synthesized";
import { type Found, formsOf, type Place, stackOf } from "./place";
import { commandOf, type Scanner } from "./scanner";

export const TRIVY: Scanner = {
  name: "trivy",
  howToGetIt: "build it with go install github.com/aquasecurity/trivy/cmd/trivy@v0.74.0, or name it with TRIVY",
  scan: (place) => scan(place, []),
  left: (place) => scan(place, ["--ignorefile", join(place.audited, ".trivyignore.yaml")]).map(sentence),
};

const sentence = ({ environment, stack, address, check, form }: Found): string =>
  `${environment}-${stack}  ${address}: trivy finds ${check} in the ${form}; mend it, or write it into scanner-differences.yaml`;

/** The checks that are in the program; nothing is fetched. */
const OFFLINE = ["--quiet", "--format", "json", "--skip-check-update", "--skip-version-check"];

interface Result {
  readonly Target: string;
  readonly Misconfigurations?: readonly {
    readonly ID: string;
    readonly CauseMetadata?: { readonly Resource?: string };
  }[];
}

function scan(place: Place, more: readonly string[]): Found[] {
  const { environment } = place;
  return formsOf(place).flatMap((scanned) => {
    const { form, folder } = scanned;
    const { stdout, status, stderr } = spawnSync(commandOf("trivy"), ["config", ...OFFLINE, ...more, folder], {
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    if (status !== 0 || !stdout)
      throw new Error(`trivy ends with ${status} on the ${form} of ${environment}\n${stderr}`);
    const { Results = [] } = JSON.parse(stdout) as { readonly Results?: readonly Result[] };
    return Results.flatMap(({ Target, Misconfigurations = [] }) => {
      const stack = stackOf(Target, scanned);
      return Misconfigurations.flatMap(({ ID, CauseMetadata }): Found[] => {
        if (stack === undefined) return [];
        const address = CauseMetadata?.Resource ?? releaseOf(Target, stack, place) ?? Target;
        return [{ form, environment, stack, check: ID.replace(/^AVD-/, ""), address }];
      });
    });
  });
}

/** The release whose chart a template is of. */
function releaseOf(file: string, stack: string, { synthesized, environment }: Place): string | undefined {
  const id = `${environment}-${stack}`;
  const { resources } = parseStack(
    id,
    JSON.parse(readFileSync(join(synthesized, "stacks", id, "cdk.tf.json"), "utf8")),
  );
  return resources.find(({ type, values }) => type === "helm_release" && file.includes(`/${String(values.chart)}/`))
    ?.address;
}
