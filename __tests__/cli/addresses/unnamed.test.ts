import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Comparison, compare } from "../../../cli/addresses/compare";
import { addressesOf } from "../../../cli/addresses/registry";
import { refusals, sentencesOf } from "../../../cli/addresses/sentences";
import { readEnvironments } from "../../../reports/synthesized";
import { synthesize } from "../../../stacks/synthesize";
import { load } from "../../environments/fixture";
import { ENVIRONMENTS } from "../../project";

const folder = mkdtempSync(join(tmpdir(), "unnamed-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Change = readonly [string | RegExp, string];
const textOf = (name: string): string => readFileSync(join(ENVIRONMENTS, `${name}.yaml`), "utf8");

/** The addresses of an environment of the tests with changes, and what its file says then. */
function made(name: string, ...changes: readonly Change[]) {
  const text = changes.reduce((before, [find, write]) => {
    expect(before).toMatch(find);
    return before.replaceAll(new RegExp(find, "g"), write);
  }, textOf(name));
  const loaded = load({ [`${name}.yaml`]: text });
  const outdir = mkdtempSync(join(folder, "out-"));
  synthesize(loaded, outdir);
  return { addresses: addressesOf(readEnvironments(outdir)), environments: loaded.environments };
}

/** What is said when an environment that was registered is changed. */
function afterwards(name: string, ...changes: readonly Change[]): Comparison {
  const { addresses, environments } = made(name, ...changes);
  return compare(made(name).addresses, addresses, { moved: [], removed: [] }, environments);
}

const groups = ({ unnamed }: Comparison) =>
  unnamed.map(({ what, renamed }) => (renamed ? `${what} is ${renamed.to}` : what));

describe("what the README asks for", () => {
  test("an own account, administrators, ranges and addresses of mail need no word of anybody", () => {
    const found = afterwards(
      "statuspage",
      [/444455556666/, "210987654321"],
      ["role/platform-admin", "role/team/deployers"],
      [/privateAccessCidrs: \[10.64.0.0\/16\]/, "privateAccessCidrs: [10.1.0.0/16, 10.2.0.0/16]"],
      [/webCidrs: \[203.0.113.0\/24\]/, "webCidrs: [198.51.100.0/24]"],
      [/sshCidrs: \[\]/, "sshCidrs: [198.51.100.7/32]"],
      [/loadBalancerCidrs: \[0.0.0.0\/0\]/, "loadBalancerCidrs: [198.51.100.0/24]"],
      [/10\.20\./, "10.77."],
      ["platform@example.com", "ops@team.example"],
      ["nodePort: 30080", "nodePort: 30081"],
    );
    expect(sentencesOf(found)).toEqual([]);
  });

  test("other names are noticed still when the code keys by them otherwise", () => {
    const { addresses } = made("statuspage");
    const renamed = new Map(
      [...addresses].map(([stack, all]) => [stack, all.map((one) => one.replace("eks_admins_", "eks_bosses_"))]),
    );
    expect(compare(addresses, renamed, { moved: [], removed: [] }).gone).toEqual([
      expect.objectContaining({ proposed: "aws_eks_access_entry.eks_bosses_role_platform_admin_entry" }),
      expect.objectContaining({ proposed: "aws_eks_access_policy_association.eks_bosses_role_platform_admin_policy" }),
    ]);
  });
});

describe("an app that the file no longer names", () => {
  const gone = afterwards("flask-eks", [/ {2}apps:[\s\S]*?(?= {2}monitoring:)/, ""]);

  test("is one group, with its alarms and claims, beside what the last load balancer leaves", () => {
    expect(groups(gone)).toEqual(["app flask-app", "load balancer flask-demo", "section ingress"]);
    expect(gone.gone).toEqual([]);
    expect(gone.unnamed[0]?.addresses.map(({ address }) => address)).toContain(
      "kubernetes_persistent_volume_claim_v1.apps_flask_app_volume_flask_app_db_pvc",
    );
  });

  test("is refused until somebody says why, once for all of it", () => {
    const [first = "", ...others] = refusals(gone);
    expect(first).toMatch(
      /^flask-eks: the file no longer names the app flask-app, so it is destroyed\. npm run addresses -- --accept --removed "why they go" ends its \d+ addresses at once, in addresses\/moves\.yaml:\n {2}flask-eks-workloads {2}/,
    );
    expect(others.length).toBe(2);
  });
});

describe("an app that the file calls otherwise", () => {
  const renamed = afterwards("flask-eks", [/ {4}flask-app:/, "    gallery:"]);

  test("is a replacement, not fifteen moves", () => {
    expect(groups(renamed)).toEqual(["app flask-app is gallery"]);
    expect(renamed.gone).toEqual([]);
    expect(refusals(renamed)[0]).toContain(
      "flask-eks: the file names gallery where the app flask-app was. That is a replacement and no move: Kubernetes renames nothing: it is another app, and the old one is destroyed with its claims; what is in its volumes does not come along (docs/day-2/restore-volume.md).",
    );
  });

  test("leaves an app with a longer name alone", () => {
    const found = afterwards(
      "statuspage",
      [/ {4}statuspage:\n {6}image/, "    statuspage-two:\n      image"],
      [/app: statuspage/, "app: statuspage-two"],
    );
    expect(groups(found)).toContain("app statuspage is statuspage-two");
  });
});

test.each<[string, string, readonly Change[], string]>([
  ["a node group", "flask-eks", [["    workers:", "    helpers:"]], "node group workers is helpers"],
  ["a zone", "flask-eks", [["us-east-1c", "us-east-1d"]], "zone c is d"],
  [
    "a volume",
    "flask-eks",
    [["flask-app-db-pvc", "photos"]],
    "volume flask-app-volume-flask-app-db-pvc is flask-app-volume-photos",
  ],
  ["a repository", "statuspage", [["ly-statuspage-repo", "pages"]], "repository ly-statuspage-repo is pages"],
  [
    "the cache",
    "statuspage",
    [
      [/ {2}cache:\n {4}[\s\S]*?(?= {2}backup:)/, ""],
      ["      cache: true\n", ""],
    ],
    "section cache",
  ],
])("%s of another name, or of none, is a group", (_, name, changes, group) => {
  expect(groups(afterwards(name, ...changes))).toContain(group);
});

test("a construct that was renamed is a move still, also within an app", () => {
  const { addresses, environments } = made("flask-eks");
  const before = new Map(
    [...addresses].map(([stack, all]) => [stack, all.map((one) => one.replace(/_deployment$/, "_pods_deployment"))]),
  );
  const found = compare(before, addresses, { moved: [], removed: [] }, environments);
  expect(found.unnamed).toEqual([]);
  expect(found.gone.map(({ proposed }) => proposed)).toEqual(["kubernetes_deployment_v1.apps_flask_app_deployment"]);
});
