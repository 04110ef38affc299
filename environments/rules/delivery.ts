import { instanceType, instanceTypeProblem } from "../instance-types";
import type { Problem } from "../problem";
import type { Environment } from "../schema";
import { isKeptFree } from "./pods";

type Delivery = NonNullable<Environment["delivery"]>;
type Jenkins = NonNullable<Delivery["jenkins"]>;

const PATH = ["delivery", "jenkins"];
/**
 * Bytes that plugins and pipelines may take of the first boot's instructions, of which EC2 hands at most 16 KB to an
 * instance; and what a pipeline takes besides its own texts. A test compares both with the instructions themselves.
 */
const LEFT = 4800;
const PER_PIPELINE = 262;

/** Repositories, Jenkins and what its pipelines name. */
export function* checkDelivery(environment: Environment): Generator<Problem> {
  const { delivery } = environment;
  if (!delivery) return;
  yield* checkRepositoryNames(Object.keys(delivery.repositories ?? {}));
  const { jenkins, github } = delivery;
  if (github && environment.state?.backend !== "s3") {
    yield {
      path: ["delivery", "github"],
      message:
        "needs the bootstrap stack, which makes the roles, and that exists for state.backend s3 only; write backend: s3, or leave github out",
    };
  }
  if (!jenkins) return;
  yield* checkInstanceType(["instanceType"], jenkins.instanceType, "t3.large");
  yield* checkInstanceType(["agent", "instanceType"], jenkins.agent?.instanceType, "t3.medium");
  yield* checkMemory(jenkins.instanceType);
  if (jenkins.certificateArn && !jenkins.host)
    yield {
      path: [...PATH, "certificateArn"],
      message: "has no name it is for; write jenkins.host too, like jenkins.example.com",
    };
  yield* checkArchitecture(environment, jenkins);
  yield* checkPipelines(environment, jenkins);
  const size = firstBootBytes(environment, jenkins);
  if (size > LEFT)
    yield {
      path: PATH,
      message: `has plugins and pipelines of ${size} bytes, and ${LEFT} fit into the first boot of an instance; write fewer or shorter ones`,
    };
}

/** Outputs are named after repositories, and Terraform's names know letters, digits and underscores only. */
function* checkRepositoryNames(names: readonly string[]): Generator<Problem> {
  const owners = new Map<string, string>();
  for (const name of names) {
    const plain = name.replaceAll(/[^a-z0-9]/g, "_");
    const owner = owners.get(plain);
    if (owner)
      yield {
        path: ["delivery", "repositories", name],
        message: `${name} differs from ${owner} in punctuation only, so their outputs would have one name; write another`,
      };
    else owners.set(plain, name);
  }
}

function* checkInstanceType(key: readonly string[], name: string | undefined, example: string): Generator<Problem> {
  if (!name) return;
  const path = [...PATH, ...key];
  const problem = instanceTypeProblem(name);
  if (problem) yield { path, message: problem };
  const architecture = instanceType(name)?.architecture;
  if (architecture && architecture !== "x86_64")
    yield {
      path,
      message: `${name} has ${architecture} processors, and the image of Jenkins is for x86_64; write another type, like ${example}`,
    };
}

/** Source: Jenkins user handbook, "Installing Jenkins", recommended hardware for a small team. */
const JENKINS_GIB = 4;

function* checkMemory(name: string): Generator<Problem> {
  const memory = instanceType(name)?.memoryGib;
  if (memory !== undefined && memory < JENKINS_GIB)
    yield {
      path: [...PATH, "instanceType"],
      isWarning: true,
      message: `${name} has ${memory} GiB of memory, and Jenkins asks for ${JENKINS_GIB}; write a larger type, like t3.medium`,
    };
}

/** Jenkins builds on x86_64, and an image of its runs on nodes of that kind only: those that the app chooses, or any without taints. */
function* checkArchitecture({ cluster, workloads }: Environment, { pipelines = {} }: Jenkins): Generator<Problem> {
  const groups = Object.entries(cluster?.nodeGroups ?? {});
  const open = groups.filter(([, { taints }]) => !isKeptFree(taints));
  for (const [name, { app }] of Object.entries(pipelines)) {
    const chosen = workloads?.apps[app]?.nodeGroup;
    const own = chosen === undefined ? open : groups.filter(([group]) => group === chosen);
    const arm = own.filter(([, { amiType }]) => !amiType?.includes("x86_64")).map(([group]) => group);
    const [path, nodes] = [[...PATH, "pipelines", name], `the nodes of ${arm.join(", ")} are arm64`];
    if (arm.length > 0 && arm.length === own.length)
      yield {
        path,
        message: `builds images for x86_64, and ${nodes}; write a node group of x86_64 types, or build elsewhere`,
      };
    else if (arm.length > 0)
      yield {
        path,
        isWarning: true,
        message: `builds images for x86_64, and ${nodes}, where its pods cannot start; write nodeGroup for ${app}, or taints for those nodes`,
      };
  }
}

function* checkPipelines({ delivery, workloads }: Environment, jenkins: Jenkins): Generator<Problem> {
  const repositories = Object.keys(delivery?.repositories ?? {});
  const apps = Object.keys(workloads?.apps ?? {});
  for (const [name, { image, app }] of Object.entries(jenkins.pipelines ?? {})) {
    const path = [...PATH, "pipelines", name];
    if (image && !repositories.includes(image)) {
      yield {
        path: [...path, "image"],
        message: `"${image}" is not one of delivery.repositories; write one of ${repositories.join(", ")}`,
      };
    }
    if (app && !apps.includes(app)) {
      yield {
        path: [...path, "app"],
        message: `"${app}" is not one of workloads.apps; write one of ${apps.join(", ") || "them once there are any"}`,
      };
    }
  }
}

/** How much of the first boot's instructions comes from the environment file. */
export function firstBootBytes({ workloads }: Environment, { plugins, pipelines }: Jenkins): number {
  const jobs = Object.entries(pipelines ?? {}).map(([name, { repositoryUrl, branch, image, app }]) => {
    const { namespace = app, container = app, ingress } = workloads?.apps[app] ?? {};
    const smokeTest = ingress && [ingress.name ?? app, ingress.host, ingress.healthCheck.path];
    return [name, name, repositoryUrl, branch, image, app, namespace, container, ...(smokeTest ?? [])].join("");
  });
  const lines = Object.entries(plugins ?? {}).map(([id, version]) => `      ${id}:${version}\n`);
  return Buffer.byteLength([...jobs, ...lines].join("")) + jobs.length * PER_PIPELINE;
}
