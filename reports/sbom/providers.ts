import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import { PackageURL } from "packageurl-js";
import { toGroup, type Values } from "../synthesized";
import { type Item, text } from "./item";

/** The Terraform providers that a stack's `cdk.tf.json` requires. */
export const providersOf = (id: string, json: Values): Item[] =>
  Object.entries(toGroup(toGroup(json.terraform).required_providers)).map(([key, required]) => {
    const { source, version } = toGroup(required);
    const from = text(source) ?? `hashicorp/${key}`;
    const exact = text(version);
    const name = from.slice(from.lastIndexOf("/") + 1);
    const namespace = from.slice(0, from.lastIndexOf("/"));
    const purl = new PackageURL("terraform", namespace, name, exact).toString();
    return {
      ref: purl,
      type: ComponentType.Application,
      group: namespace,
      name,
      purl,
      ...(exact ? { version: exact } : {}),
      facts: { kind: "Terraform provider" },
      usedBy: [`${id} terraform.required_providers.${key}`],
    };
  });
