import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import { PackageURL } from "packageurl-js";
import { type Block, entryOf, type Json, type Stack, type SynthesizedEnvironment, targets } from "../synthesized";
import { type Item, text, user } from "./item";

/** Where AWS decides. */
const AWS_DEFAULT = "AWS default";

/** How the item of one type of resource is read; undefined when it names none. */
type Reader = (block: Block, stack: Stack, environment: SynthesizedEnvironment) => Item | undefined;

/** What AWS runs for the platform, by the resource that asks for it. */
const READERS: Readonly<Record<string, Reader>> = {
  aws_eks_cluster: (block) => ({
    ...versioned("kubernetes", "Amazon EKS", "kubernetes", text(block.values.version)),
    type: ComponentType.Platform,
    usedBy: [user(block)],
  }),
  aws_eks_addon: (block) => ({
    ...versioned(
      "add-on",
      "Amazon EKS",
      text(block.values.addon_name) ?? block.name,
      written(block.values.addon_version),
    ),
    type: ComponentType.Application,
    usedBy: [user(block)],
  }),
  aws_eks_node_group: (block) => {
    const family = text(block.values.ami_type);
    if (!family) return undefined;
    const release = text(block.values.release_version);
    const kubernetes = text(block.values.version) ?? "of the cluster";
    return {
      ...versioned("machine-image", "Amazon EKS", family, release ?? `newest for Kubernetes ${kubernetes}`),
      type: ComponentType.OperatingSystem,
      usedBy: [user(block)],
    };
  },
  aws_instance: (block, stack, environment) => {
    const ami = text(block.values.ami);
    if (!ami) return undefined;
    const [parameter] = targets(ami, stack, environment).filter(({ type }) => type === "aws_ssm_parameter");
    const path = text(parameter?.values.name);
    const family = path?.slice(path.lastIndexOf("/") + 1);
    return {
      ...versioned("machine-image", "Amazon EC2", family ?? ami, family ? "newest when the machine is made" : ami),
      type: ComponentType.OperatingSystem,
      facts: { kind: "machine-image", ...(path ? { parameter: path } : {}) },
      usedBy: [user(block)],
    };
  },
  aws_db_instance: (block) => engine("Amazon RDS", block),
  aws_elasticache_replication_group: (block) => engine("Amazon ElastiCache", block),
};

/** A version that is written; one that is looked up when planning is AWS's default. */
const written = (value: Json | undefined): string | undefined =>
  typeof value === "string" && value.startsWith("${") ? undefined : text(value);

/** Kubernetes, its add-ons, machine images and the engines of the data stores. */
export const servicesOf = (environment: SynthesizedEnvironment): Item[] =>
  environment.stacks.flatMap((stack) =>
    stack.resources.flatMap((block) => entryOf(READERS, block.type)?.(block, stack, environment) ?? []),
  );

const engine = (service: string, block: Block): Item => ({
  ...versioned("engine", service, text(block.values.engine) ?? "engine", text(block.values.engine_version)),
  type: ComponentType.Platform,
  usedBy: [user(block)],
});

const versioned = (kind: string, group: string, name: string, version = AWS_DEFAULT) => ({
  ref: `${kind}:${group}/${name}@${version}`,
  group,
  name,
  version,
  supplier: "Amazon Web Services",
  purl: purlOf(group, name, version),
  facts: { kind },
});

/** Only what is a version stands as one in a package URL. */
const purlOf = (group: string, name: string, version: string): string =>
  new PackageURL(
    "generic",
    group.toLowerCase().replaceAll(" ", "-"),
    name,
    version.includes(" ") ? undefined : version,
  ).toString();
