import { jsonIn } from "../../built/values";
import type { ResourceChange } from "../../plan";
import { entryOf, isGroup, saysTrue, textsOf, toList, type Values, valueAt } from "../../synthesized";
import type { Risk } from "./row";

/** Arguments that describe containers as JSON (Amazon ECS and AWS Batch API references, `ContainerDefinition`, `ContainerProperties`). */
const DESCRIBED: Readonly<Record<string, string>> = {
  aws_ecs_task_definition: "container_definitions",
  aws_batch_job_definition: "container_properties",
};

/** Capabilities of Linux by which a container leaves its own bounds (capabilities(7)). */
const POWERS = new Set("ALL SYS_ADMIN SYS_PTRACE SYS_MODULE NET_ADMIN DAC_READ_SEARCH BPF SYS_RAWIO".split(" "));

/** What containers of ECS and Batch may newly do on the machine that they run on. */
export function containerRisks({ type, before, after }: ResourceChange): Risk[] {
  const argument = entryOf(DESCRIBED, type);
  if (argument === undefined || !after) return [];
  const old = powersIn(before, argument);
  const more = powersIn(after, argument).filter((power) => !old.includes(power));
  return more.length === 0
    ? []
    : [
        {
          group: "exposure",
          what: "its containers may do more on the machine that they run on",
          detail: more.join(", "),
          advice: "Run it without, and give it the one capability that it needs.",
          attributes: [argument, "pid_mode", "ipc_mode"],
        },
      ];
}

/** Everything by which containers reach beyond their own bounds, a word each. */
function powersIn(values: Values | null, argument: string): string[] {
  const containers = toList(jsonIn(values?.[argument]) ?? null).filter(isGroup);
  const modes = ["pid_mode", "ipc_mode"].filter((mode) => values?.[mode] === "host");
  return [...new Set([...containers.flatMap(powersOf), ...modes.map((mode) => `${mode} host`)])];
}

const powersOf = (container: Values): string[] => [
  ...(saysTrue(container.privileged) ? ["privileged"] : []),
  ...textsOf(valueAt(container, "linuxParameters.capabilities.add")).filter((name) => POWERS.has(name)),
];
