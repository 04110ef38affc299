import type { Environment } from "../environments/schema";
import { zoneKeysOf } from "../environments/zones";
import { type Contract, sampleOutputs } from "../platform/contract";
import { bootstrap } from "./bootstrap";
import { cluster } from "./cluster";
import { backup, cache, database } from "./data";
import { jenkins } from "./delivery";
import { network, subnets } from "./network";

/** Contracts that other stacks read. */
const READ: readonly Contract[] = [bootstrap, network, cluster, database, cache, backup, jenkins];

/** What a preview has instead of other stacks' outputs, by the name of the stack that would publish them. */
export function samplesByProducer(environment: Environment): Record<string, ReturnType<typeof sampleOutputs>> {
  const samples: Record<string, ReturnType<typeof sampleOutputs>> = {};
  for (const contract of [...READ, subnets(zoneKeysOf(environment))])
    samples[contract.producer] = { ...samples[contract.producer], ...sampleOutputs(contract, environment) };
  return samples;
}
