import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare } from "../../../cli/addresses/compare";
import { addressesOf, readRegistry, readSizes, sizesOf, writeRegistry } from "../../../cli/addresses/registry";
import { shrunk, shrunkSentence } from "../../../cli/addresses/sizes";
import { MOVES_FILE, readMoves } from "../../../platform/moves";
import { PROJECT } from "../../project";
import { realEnvironments } from "../../reports/real-output";

const folder = mkdtempSync(join(tmpdir(), "addresses-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a database that disappears is noticed", () => {
  const environments = realEnvironments();
  const made = addressesOf(environments);
  const moves = readMoves(join(PROJECT, MOVES_FILE));
  const without = (made.get("statuspage-data") ?? []).filter((address) => !address.startsWith("aws_db_instance."));
  const found = compare(made, new Map([...made, ["statuspage-data", without]]), moves);
  expect(found.gone).toEqual([
    { stack: "statuspage-data", address: "aws_db_instance.data_database_main", candidates: [] },
  ]);
});

describe("the registry", () => {
  test("is read as it was written", () => {
    const addresses = new Map([
      ["shop-data", ["aws_kms_key.main", "aws_vpc.main"]],
      ["shop-workloads", []],
    ]);
    const sizes = new Map([["shop-data", new Map([["aws_vpc.main", new Map([["size", "50"]])]])]]);
    writeRegistry(addresses, sizes, folder);
    expect(readRegistry(["shop"], folder)).toEqual(addresses);
    expect(readSizes(["shop"], folder).get("shop-data")).toEqual(sizes.get("shop-data"));
    expect(readFileSync(join(folder, "shop-data.txt"), "utf8")).toBe("aws_kms_key.main\naws_vpc.main size=50\n");
  });

  test("has the stacks of the environments that are asked for, whatever dashes names have", () => {
    writeRegistry(new Map([["shop-two-data", ["aws_vpc.main"]]]), new Map(), folder);
    expect([...readRegistry(["shop-two"], folder).keys()]).toEqual(["shop-two-data"]);
  });

  test("is empty where there is none", () => {
    expect(readRegistry(["shop"], join(folder, "nowhere"))).toEqual(new Map());
  });

  test("does not mind the line ends of Windows", () => {
    writeFileSync(join(folder, "win-data.txt"), "aws_vpc.a\r\naws_vpc.b\r\n");
    expect(readRegistry(["win"], folder).get("win-data")).toEqual(["aws_vpc.a", "aws_vpc.b"]);
  });
});

describe("sizes that can only grow", () => {
  const made = sizesOf(realEnvironments());
  const sizeOf = (stack: string, address: string) => Object.fromEntries(made.get(stack)?.get(address) ?? []);

  test.each([
    ["statuspage-data", "aws_db_instance.data_database_main", { allocated_storage: "20" }],
    ["statuspage-delivery", "aws_ebs_volume.delivery_jenkins_machine_data", { size: "50" }],
    [
      "flask-eks-workloads",
      "kubernetes_persistent_volume_claim_v1.apps_flask_app_volume_flask_app_uploads_pvc",
      { "spec.resources.requests.storage": "10Gi" },
    ],
    [
      "flask-eks-workloads",
      "helm_release.monitoring_in_cluster_prometheus",
      { "server.persistentVolume.size": "20Gi", "alertmanager.persistence.size": "1Gi" },
    ],
  ])("are those of %s %s", (stack, address, sizes) => {
    expect(sizeOf(stack, address)).toEqual(sizes);
  });

  const with50 = new Map([["shop-delivery", new Map([["aws_ebs_volume.data", new Map([["size", "50"]])]])]]);
  const withSize = (size: string) =>
    new Map([["shop-delivery", new Map([["aws_ebs_volume.data", new Map([["size", size]])]])]]);

  test("are refused when they would shrink, with the size to write again", () => {
    expect(shrunk(with50, withSize("40")).map(shrunkSentence)).toEqual([
      "shop-delivery: aws_ebs_volume.data is registered with size 50 and would have 40; EC2 makes no volume smaller, so the apply fails. Write 50 or more again (delivery.jenkins.dataVolumeGb); for less, make a new volume, move the data to it, and end this one",
    ]);
  });

  test.each(["50", "500"])("may be %s where 50 is registered", (size) => {
    expect(shrunk(with50, withSize(size))).toEqual([]);
  });

  test("compare quantities of Kubernetes by what they mean", () => {
    expect(shrunk(withSize("1Ti"), withSize("1000Gi"))).toHaveLength(1);
    expect(shrunk(withSize("1024Mi"), withSize("1Gi"))).toEqual([]);
  });

  test("are no matter when nothing is made at the address any more", () => {
    expect(shrunk(with50, new Map())).toEqual([]);
  });
});
