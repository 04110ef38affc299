import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare } from "../../../cli/addresses/compare";
import { addressesOf, readRegistry, writeRegistry } from "../../../cli/addresses/registry";
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
    writeRegistry(addresses, folder);
    expect(readRegistry(["shop"], folder)).toEqual(addresses);
    expect(readFileSync(join(folder, "shop-data.txt"), "utf8")).toBe("aws_kms_key.main\naws_vpc.main\n");
  });

  test("has the stacks of the environments that are asked for, whatever dashes names have", () => {
    writeRegistry(new Map([["shop-two-data", ["aws_vpc.main"]]]), folder);
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
