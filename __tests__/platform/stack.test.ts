import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { network } from "../../contracts";
import type { NetworkOutputs } from "../../contracts/network";
import pins from "../../pins.json";
import { deployInContractOrder } from "../../platform/stack";
import { synth, synthesized, testApp } from "../helpers";
import { shop, stackJson, TestStack } from "./fixture";

const VALUES: NetworkOutputs = {
  vpcId: "vpc-1",
  vpcCidr: "10.0.0.0/16",
  publicSubnetIds: [],
  privateSubnetIds: ["subnet-1"],
  nodeSecurityGroupId: "sg-1",
  loadBalancerSecurityGroupId: "sg-2",
  natGatewayIds: [],
};

describe("a stack's provider", () => {
  const { json } = stackJson("network", shop());

  test("refuses any other account", () => {
    expect(json.provider.aws[0].allowed_account_ids).toEqual(["111122223333"]);
  });

  test("tags everything with the platform, the stack and its maker", () => {
    expect(json.provider.aws[0].default_tags[0].tags).toEqual({
      Platform: "shop",
      Stack: "network",
      ManagedBy: "cdktf",
    });
  });

  test("has a source that scanners can resolve, and one exact version", () => {
    expect(json.terraform.required_providers.aws).toEqual({
      source: "hashicorp/aws",
      version: pins.providers.aws.version,
    });
  });
});

describe("a contract", () => {
  test("becomes one described output per field", () => {
    const { json } = stackJson("network", shop(), (stack) => stack.publish(network, VALUES));
    expect(json.output.private_subnet_ids).toEqual({
      description: "Subnets for nodes, pods and data stores, one per zone, in zone order",
      value: ["subnet-1"],
    });
  });

  test("is read as references to the producer's state", () => {
    const read = (stack: TestStack) => void new Subnet(stack, "x", { vpcId: stack.read(network).vpcId });
    expect(stackJson("cluster", shop(), read).only(Subnet).vpc_id).toBe(
      "${data.terraform_remote_state.network.outputs.vpc_id}",
    );
  });

  test("can be read twice from one remote state", () => {
    const { json } = stackJson("cluster", shop(), (stack) => [stack.read(network), stack.read(network)]);
    expect(Object.keys(json.data.terraform_remote_state)).toEqual(["network"]);
  });

  test("is published by its producer only", () => {
    expect(() => stackJson("data", shop(), (stack) => stack.publish(network, VALUES))).toThrow(
      "shop-data cannot publish a contract of network; only network can",
    );
  });

  test("the compiler rejects a promise that is not kept, and a value nobody promised", () => {
    // @ts-expect-error a promised value is missing
    const missing: NetworkOutputs = { vpcId: "vpc-1" };
    // @ts-expect-error nobody promised this value
    const unknown = VALUES.databaseHost;
    expect([missing, unknown]).toHaveLength(2);
  });
});

describe("the order of deployment", () => {
  test("follows from what is read", () => {
    const app = testApp();
    const [producer, reader] = [new TestStack(app, "network", shop()), new TestStack(app, "cluster", shop())];
    reader.read(network);
    deployInContractOrder([reader, producer]);
    expect(reader.dependencies).toEqual([producer]);
  });

  test("is refused when nobody publishes what is read", () => {
    const reader = new TestStack(testApp(), "cluster", shop());
    reader.read(network);
    expect(() => deployInContractOrder([reader])).toThrow("shop-cluster reads network, but there is no such stack");
  });
});

describe("Terraform names", () => {
  test("are the construct path without a hash", () => {
    const { json } = synth(
      (stack) => void new Vpc(new Construct(stack, "shop-vpc"), "main", { cidrBlock: "10.0.0.0/16" }),
    );
    expect(Object.keys(json.resource.aws_vpc)).toEqual(["shop_vpc_main"]);
  });

  test("that would clash are refused, and both paths are named", () => {
    const clash = () =>
      synth((stack) => {
        new Vpc(stack, "a-b", { cidrBlock: "10.0.0.0/16" });
        new Subnet(new Construct(stack, "a"), "b", { vpcId: "vpc-1" });
      });
    expect(clash).toThrow(
      '"sandbox/a-b" and "sandbox/a/b" would both be called "a_b" in Terraform; rename one of them',
    );
  });

  test("of one stack cannot be used by another without a contract", () => {
    const app = testApp();
    const [one, other] = [new TestStack(app, "network", shop()), new TestStack(app, "cluster", shop())];
    const vpc = new Vpc(one, "vpc", { cidrBlock: "10.0.0.0/16" });
    new Subnet(other, "subnet", { vpcId: vpc.id });
    expect(() => synthesized(other)).toThrow(
      "shop-cluster uses aws_vpc.vpc, which it does not have; publish it in contracts/ and read it from there",
    );
  });
});
