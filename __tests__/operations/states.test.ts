import { readStates } from "../../operations/states";
import { ABSENT, awsWith, environmentWith } from "./fixture";

const STATE = {
  version: 4,
  resources: [
    { mode: "managed", type: "aws_vpc", name: "main", instances: [{ attributes: { id: "vpc-1" } }] },
    { mode: "data", type: "aws_region", instances: [{ attributes: { id: "us-east-1" } }] },
  ],
};
const none = async () => undefined;

describe("readStates", () => {
  test("reads what Terraform manages from the bucket", async () => {
    const aws = awsWith({ "s3 cp": STATE });
    const { resources } = await readStates(environmentWith(), ["network"], { aws, outdir: "out", readLocal: none });
    expect(resources).toEqual([
      { stack: "network", type: "aws_vpc", address: "aws_vpc.main", attributes: { id: "vpc-1" } },
    ]);
    expect(aws.calls).toEqual(["s3 cp s3://statuspage-terraform-state-444455556666/statuspage/network.tfstate -"]);
  });

  test("says what a state takes for half made, but not of what it deletes anyway", async () => {
    const instances = [
      { attributes: { id: "k-1" }, status: "tainted" },
      { attributes: { id: "k-0" }, status: "tainted", deposed: "1a2b3c4d" },
    ];
    const aws = awsWith({ "s3 cp": { resources: [{ mode: "managed", type: "aws_kms_key", name: "a", instances }] } });
    const { resources } = await readStates(environmentWith(), ["data"], { aws, outdir: "out", readLocal: none });
    expect(resources.map(({ address, isTainted }) => [address, isTainted])).toEqual([
      ["aws_kms_key.a", true],
      ["aws_kms_key.a (deposed 1a2b3c4d)", undefined],
    ]);
  });

  test("a state that was never written is empty", async () => {
    const aws = awsWith({ "s3 cp": ABSENT });
    const states = await readStates(environmentWith(), ["network"], { aws, outdir: "out", readLocal: none });
    expect(states).toEqual({ resources: [], unread: [] });
  });

  test("a state that may not be read is not an empty one", async () => {
    const states = await readStates(environmentWith(), ["network"], {
      aws: awsWith({}),
      outdir: "out",
      readLocal: none,
    });
    expect(states.unread).toEqual([{ stack: "network", why: "not authorized to perform it" }]);
  });

  test("a local state is a file beside the output folder", async () => {
    const seen: string[] = [];
    const readLocal = async (path: string) => {
      seen.push(path);
      return JSON.stringify(STATE);
    };
    const { resources } = await readStates(environmentWith(), ["bootstrap"], {
      aws: awsWith({}),
      outdir: "/o/cdktf.out",
      readLocal,
    });
    expect(resources).toHaveLength(1);
    expect(seen).toEqual(["/o/terraform.state/statuspage/bootstrap.tfstate"]);
  });

  test("a local state of a killed apply is an empty file, and an empty state", async () => {
    const states = await readStates(environmentWith(), ["bootstrap"], {
      aws: awsWith({}),
      outdir: "out",
      readLocal: async () => "",
    });
    expect(states).toEqual({ resources: [], unread: [] });
  });

  test("a broken state file is not read as an empty one", async () => {
    const states = await readStates(environmentWith(), ["bootstrap"], {
      aws: awsWith({}),
      outdir: "out",
      readLocal: async () => "{",
    });
    expect(states.unread).toMatchObject([{ stack: "bootstrap" }]);
  });

  test("states of HCP Terraform are not asked for, and that is said", async () => {
    const cloud = environmentWith([/^state: .*$/m, "state: { backend: cloud, organization: example }"]);
    const states = await readStates(cloud, ["network"], { aws: awsWith({}), outdir: "out", readLocal: none });
    expect(states.unread).toEqual([
      { stack: "network", why: "it is kept by app.terraform.io, which is not asked here" },
    ]);
  });
});
