import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readInventory } from "../inventory";
import { mustRun, StepError } from "../processes";
import type { Step } from "../step";
import { onCopy, type Workspace } from "../workspace";
import { command, killAfter, recoverAndApply, recoverCommand, recoverUnlocked, unlockKilled } from "./kill";
import { newCounter, watching } from "./proxy";

const STACK = "network";
/** Changes at which the two runs are killed: the VPC and some of what is in it exist by then. */
const AT = [20, 12];
/** Rounds in which a person chooses: what is in a VPC is found once that is chosen. */
const ROUNDS = 3;

/** What two killed runs leave, one after the other: two of what has no name of its own. */
export const severalSteps: readonly Step[] = [
  {
    name: "choose between two VPCs of two killed runs",
    stacks: [STACK],
    isAside: true,
    run: (workspace) => onCopy(workspace, "several", chooseOne),
  },
];

async function chooseOne(original: Workspace): Promise<void> {
  const counter = newCounter();
  const workspace = await watching(original, counter);
  const { name } = workspace.environment;
  for (const at of AT) {
    await killAfter(workspace, counter, `${name}-${STACK}`, "apply", at);
    await unlockKilled(workspace, STACK);
  }
  const vpcs = (await readInventory(workspace)).vpcs.map(({ VpcId }) => VpcId);
  const [first = "", second = ""] = vpcs;
  const { code, output } = await recoverUnlocked(workspace, STACK);
  const listed = vpcs.map((id) => new RegExp(`${id}, .*Platform=${name}.*, \\d+ subnets?, `));
  if (code !== 1 || vpcs.length !== 2 || !listed.every((line) => line.test(output)))
    throw new StepError(`recover ended with exit code ${code} and did not list both VPCs: ${output}`);
  await choose(workspace, first, output);
  await recoverAndApply(workspace, STACK);
  await nameTheRest(workspace, second);
}

/** Writes into `adopt.yaml` what a person would: of each what belongs to the first VPC, or what comes first. */
async function choose(workspace: Workspace, vpc: string, said: string): Promise<void> {
  const { name } = workspace.environment;
  const entries: string[] = [];
  let output = said;
  for (let round = 0; round < ROUNDS && output.includes("More than one exists"); round += 1) {
    for (const [, address = "", lines = ""] of output.matchAll(/^ {2}\w+ (\S+)\n((?: {4}\S+, .*\n?)+)/gm)) {
      const candidates = lines.trim().split("\n");
      const chosen = candidates.find((line) => line.includes(vpc)) ?? candidates[0] ?? "";
      entries.push(`  - { stack: ${name}-${STACK}, address: ${address}, id: ${chosen.trim().split(",")[0]} }\n`);
    }
    writeFileSync(join(workspace.folder, "adopt.yaml"), `adopt:\n${entries.join("")}`);
    output = (await recoverCommand(workspace, STACK, "--dry-run")).output;
  }
}

/** Everything that exists and is not in the state has its command in `leftovers`, and nothing else of these kinds. */
async function nameTheRest(workspace: Workspace, vpc: string): Promise<void> {
  const { name } = workspace.environment;
  const options = { ...workspace.options, cwd: workspace.stackFolder(`${name}-${STACK}`) };
  const state = await mustRun(["terraform", "state", "pull"], options);
  const { output: left } = await command(workspace, "leftovers", name);
  const { vpcs, subnets, natGateways } = await readInventory(workspace);
  const all = [
    ...vpcs.map(({ VpcId }) => VpcId),
    ...subnets.map(({ SubnetId }) => SubnetId),
    ...natGateways.map(({ NatGatewayId }) => NatGatewayId),
  ];
  const wrong = all.filter((id) => state.includes(`"${id}"`) === left.includes(id));
  if (wrong.length > 0 || !left.includes(`aws ec2 delete-vpc --vpc-id ${vpc}`))
    throw new StepError(`leftovers does not name just what is in no state (${wrong.join(", ")}): ${left}`);
}
