import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import type { Environment, StackName } from "../environments/schema";
import { type Contract, readOutputs, type Values, writeOutputs } from "./contract";
import { PlainNamesStack } from "./names";
import { pinProvider } from "./providers";
import { keepState, openState } from "./state";
import { defaultTags } from "./tags";

/** A stack with its own state, one AWS account it may touch, and plain Terraform names. */
export abstract class PlatformStack extends PlainNamesStack {
  /** Stacks this one reads from. Deployment order follows from it; nobody writes the order down. */
  readonly producers = new Set<StackName>();

  constructor(
    scope: Construct,
    readonly stackName: StackName,
    protected readonly environment: Environment,
  ) {
    super(scope, `${environment.name}-${stackName}`);
    keepState(this, environment, stackName);
    new AwsProvider(this, "aws", {
      region: environment.region,
      allowedAccountIds: [environment.account],
      defaultTags: [{ tags: defaultTags(environment, stackName) }],
    });
    pinProvider(this, "aws");
  }

  /** Keeps a promise of this stack: writes one output per field of the contract. */
  protected publish<C extends Contract>(contract: C, values: Values<C>): void {
    if (contract.producer !== this.stackName) {
      throw new Error(
        `${this.node.id} cannot publish a contract of ${contract.producer}; only ${contract.producer} can`,
      );
    }
    writeOutputs(this, contract, values);
  }

  /** Reads another stack's contract and remembers that it must be deployed first. */
  protected read<C extends Contract>(contract: C): Values<C> {
    const producer = contract.producer as StackName;
    this.producers.add(producer);
    const inputs = (this.node.tryFindChild("inputs") ?? new Construct(this, "inputs")) as Construct;
    const state = inputs.node.tryFindChild(producer) ?? openState(inputs, this.environment, producer);
    return readOutputs(state as ReturnType<typeof openState>, contract);
  }
}

/** Tells the cdktf command which stacks must be applied before which: producers before their readers. */
export function deployInContractOrder(stacks: readonly PlatformStack[]): void {
  for (const stack of stacks) {
    for (const name of stack.producers) {
      const producer = stacks.find((candidate) => candidate.stackName === name);
      if (!producer) throw new Error(`${stack.node.id} reads ${name}, but there is no such stack`);
      stack.addDependency(producer);
    }
  }
}
