import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import { PackageURL } from "packageurl-js";
import { textsOf, toGroup, type Values } from "../synthesized";
import { type Item, text } from "./item";

/**
 * The Terraform providers that a stack requires, and Terraform itself in the versions that the stack allows.
 * @param lock Text of `.terraform.lock.hcl` beside it, which has the hashes of providers; empty where there is none.
 */
export const providersOf = (id: string, json: Values, lock: string): Item[] => {
  const { required_providers, required_version } = toGroup(json.terraform);
  return [
    ...Object.entries(toGroup(required_providers)).map(([key, required]) =>
      providerItem(id, key, toGroup(required), lock),
    ),
    terraformItem(id, textsOf(required_version ?? null).join(", ")),
  ];
};

function providerItem(id: string, key: string, { source, version }: Values, lock: string): Item {
  const from = text(source) ?? `hashicorp/${key}`;
  const exact = text(version);
  const name = from.slice(from.lastIndexOf("/") + 1);
  const namespace = from.slice(0, from.lastIndexOf("/"));
  const purl = new PackageURL("terraform", namespace, name, exact).toString();
  const hashes = hashesIn(lock, from, exact);
  return {
    ref: purl,
    type: ComponentType.Application,
    group: namespace,
    name,
    supplier: namespace === "hashicorp" ? "HashiCorp" : namespace,
    purl,
    ...(exact ? { version: exact } : {}),
    facts: {
      kind: "Terraform provider",
      hashes: hashes.join(" ") || "no lock file is beside the stack; a saved plan has one",
    },
    usedBy: [`${id} terraform.required_providers.${key}`],
  };
}

/** `h1:` and `zh:` hashes of a provider's archives, if the lock file is about the same version. */
function hashesIn(lock: string, source: string, version: string | undefined): string[] {
  const blocks = lock.split(/^provider "/m).slice(1);
  const own = blocks.find((block) => block.slice(0, block.indexOf('"')).endsWith(`/${source}`)) ?? "";
  const [, locked] = /^\s*version\s*=\s*"([^"]+)"/m.exec(own) ?? [];
  return locked === version ? (own.match(/\b(?:h1|zh):[\w+/=]+/g) ?? []) : [];
}

function terraformItem(id: string, range: string): Item {
  const version = range || "any";
  return {
    ref: `program:terraform@${version}`,
    type: ComponentType.Application,
    name: "terraform",
    supplier: "HashiCorp",
    version,
    purl: new PackageURL("generic", "hashicorp", "terraform").toString(),
    facts: { kind: "program", version: "whichever of these runs the stack" },
    usedBy: [`${id} terraform.required_version`],
  };
}
