import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readInventory } from "../inventory";
import { StepError } from "../processes";
import { aws, type Step } from "../step";
import { onCopy, type Workspace } from "../workspace";
import { command, killAfter, recoverAndApply, recoverUnlocked } from "./kill";
import { newCounter, watching } from "./proxy";

const STACK = "network";
/** Change at which it is killed: the VPC and what is in it exist by then. */
const AT = 20;

/** What two killed runs leave: two of what has no name of its own. */
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
  await killAfter(workspace, counter, `${name}-${STACK}`, "apply", AT);
  const [first] = (await readInventory(workspace)).vpcs;
  await aws(workspace, "double");
  const second = (await readInventory(workspace)).vpcs.find(({ VpcId }) => VpcId !== first?.VpcId);
  if (!first || !second) throw new StepError("there are no two VPCs");

  const { code, output } = await recoverUnlocked(workspace, STACK);
  const listed = [first, second].map(({ VpcId }) => new RegExp(`${VpcId}, .*Platform=${name}.*, \\d+ subnets?, `));
  if (code !== 1 || !listed.every((line) => line.test(output)))
    throw new StepError(`recover ended with exit code ${code} and did not list both VPCs: ${output}`);
  const entry = `  - { stack: ${name}-${STACK}, address: aws_vpc.vpc_main, id: ${first.VpcId} }\n`;
  writeFileSync(join(workspace.folder, "adopt.yaml"), `adopt:\n${entry}`);
  await recoverAndApply(workspace, STACK);

  const { output: left } = await command(workspace, "leftovers", name);
  if (!left.includes(`aws ec2 delete-vpc --vpc-id ${second.VpcId}`) || left.includes(String(first.VpcId)))
    throw new StepError(`leftovers does not name the other VPC alone: ${left}`);
}
