import type { Environment, StackName } from "../../environments/schema";
import { PlatformStack } from "../../platform/stack";
import { load, shopWith } from "../environments/fixture";
import { type Synthesized, synthesized, testApp } from "../helpers";

/** A stack that does what the test tells it to. */
export class TestStack extends PlatformStack {
  override publish: PlatformStack["publish"] = (contract, values) => super.publish(contract, values);
  override read: PlatformStack["read"] = (contract) => super.read(contract);
}

/** The shop's environment, with another `state:` when given. */
export function shop(state = "state: { backend: s3 }"): Environment {
  const [environment] = load({
    "shop.yaml": shopWith([/state:.*\n/, `${state}\n`.replace(/^(state: \{ backend: s3 \})\n$/, "$1 #\n")]),
  }).environments;
  if (!environment) throw new Error("the fixture is not an environment");
  return environment;
}

/** The Terraform JSON of one stack of the shop. */
export function stackJson(
  name: StackName,
  environment: Environment,
  build: (stack: TestStack) => void = () => {},
): Synthesized {
  const stack = new TestStack(testApp(), name, environment);
  build(stack);
  return synthesized(stack);
}
