import { createHash } from "node:crypto";
import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import {
  Bom,
  type BomRef,
  Component,
  ComponentRepository,
  HashDictionary,
  type License,
  LicenseExpression,
  LicenseRepository,
  Metadata,
  NamedLicense,
  OrganizationalContact,
  OrganizationalContactRepository,
  OrganizationalEntity,
  Property,
  PropertyRepository,
  SpdxLicense,
  Tools,
} from "@cyclonedx/cyclonedx-library/Models";
import { JSON as Json, JsonSerializer } from "@cyclonedx/cyclonedx-library/Serialize";
import { isSupportedSpdxId } from "@cyclonedx/cyclonedx-library/SPDX";
import { Spec1dot6, Spec1dot7 } from "@cyclonedx/cyclonedx-library/Spec";
import type { SynthesizedEnvironment, Values } from "../synthesized";
import { chartsOf } from "./charts";
import { imagesOf } from "./images";
import { type Item, merged, text } from "./item";
import { isUnread, machinesOf } from "./machine";
import { type PackageLock, PROGRAM, packagesOf } from "./npm";
import { providersOf } from "./providers";
import { servicesOf } from "./services";
import { stackItems } from "./stacks";

/** What a bill is made of. */
export interface BillSource {
  readonly environment: SynthesizedEnvironment;
  /** Each stack's `cdk.tf.json` by the stack's id, for the providers. */
  readonly files: Readonly<Record<string, Values>>;
  /** Each stack's charts, as texts by their path, by the stack's id. @default none */
  readonly assets?: Readonly<Record<string, Values>>;
  readonly packageLock: PackageLock;
  /** Day of the audit, `yyyy-mm-dd`: the bill's timestamp. */
  readonly date: string;
}

const SPECS = { "1.6": Spec1dot6, "1.7": Spec1dot7 } as const;

/** Versions of CycloneDX that a bill can be written in. */
export type BillVersion = keyof typeof SPECS;

/**
 * What an environment is made of, as CycloneDX (ECMA-424), with what the minimum elements of the NTIA ask for: supplier, name,
 * version, package URL, what needs what, author and time. No clock and no chance: the time is the day of the audit, and the
 * serial number is made of the content. Where more may be there than was read, a composition says `incomplete`.
 */
export function billOfMaterials(source: BillSource, version: BillVersion = "1.6"): object {
  const items = itemsOf(source);
  const components = new Map(items.map((item) => [item.ref, componentOf(item)]));
  for (const { ref, needs = [] } of items)
    for (const need of needs) link(components.get(ref), components.get(need)?.bomRef);
  const whole = wholeOf(source);
  for (const { ref } of items.filter(isRoot(items))) link(whole, components.get(ref)?.bomRef);
  const bom = new Bom({
    components: new ComponentRepository(components.values()),
    metadata: metadataOf(source, whole),
  });
  const write = (): string =>
    new JsonSerializer(new Json.Normalize.Factory(SPECS[version])).serialize(bom, { sortLists: true });
  bom.serialNumber = `urn:uuid:${uuidOf(write())}`;
  return { ...JSON.parse(write()), compositions: compositionsOf(items) };
}

function itemsOf({ environment, files, assets = {}, packageLock }: BillSource): Item[] {
  const found = environment.stacks.flatMap(({ id, resources }) => [
    ...providersOf(id, files[id] ?? {}, text(assets[id]?.[".terraform.lock.hcl"]) ?? ""),
    ...chartsOf(resources, assets[id] ?? {}),
    ...imagesOf(resources),
    ...machinesOf(resources),
  ]);
  const items = merged([...packagesOf(packageLock), ...found, ...servicesOf(environment)]);
  const unread = environment.stacks.flatMap(({ id, resources }) => (resources.some(isUnread) ? [id] : []));
  return merged([...items, ...stackItems(environment, items, packageLock.version, unread)]);
}

const link = (component: Component | undefined, need: BomRef | undefined): void => {
  if (component && need) component.dependencies.add(need);
};

/** What nothing else needs: the stacks, and the program that makes them. */
const isRoot = (items: readonly Item[]) => {
  const needed = new Set(items.flatMap(({ needs = [] }) => needs));
  return ({ ref }: Item): boolean => !needed.has(ref);
};

const wholeOf = ({ environment: { name }, packageLock: { version } }: BillSource): Component =>
  new Component(ComponentType.Platform, name, {
    bomRef: `environment:${name}`,
    supplier: new OrganizationalEntity({ name: "aws-platform" }),
    purl: `pkg:generic/aws-platform/${encodeURIComponent(name)}${version ? `@${version}` : ""}`,
    ...(version ? { version } : {}),
  });

function metadataOf({ date, packageLock: { version } }: BillSource, component: Component): Metadata {
  const tool = new Component(ComponentType.Application, "aws-platform", {
    bomRef: `tool:${PROGRAM}`,
    supplier: new OrganizationalEntity({ name: "aws-platform" }),
    ...(version ? { version } : {}),
  });
  return new Metadata({
    component,
    timestamp: new Date(`${date}T00:00:00Z`),
    tools: new Tools({ components: new ComponentRepository([tool]) }),
    authors: new OrganizationalContactRepository([new OrganizationalContact({ name: "aws-platform audit" })]),
    supplier: new OrganizationalEntity({ name: "aws-platform" }),
  });
}

/** Of which components all is known that they need, and of which not. */
function compositionsOf(items: readonly Item[]): object[] {
  return [
    { aggregate: "complete", dependencies: items.filter(({ isComplete }) => isComplete).map(({ ref }) => ref) },
    { aggregate: "incomplete", dependencies: items.filter(({ unknown }) => unknown).map(({ ref }) => ref) },
  ].filter(({ dependencies }) => dependencies.length > 0);
}

function componentOf(item: Item): Component {
  const { ref, type, name, group, version, supplier, purl, hash, license, facts, usedBy = [], unknown } = item;
  const properties = [
    ...Object.entries({ ...facts, ...(unknown && { unknown }) }).map(
      ([key, value]) => new Property(`aws-platform:${key}`, value),
    ),
    ...usedBy.map((by) => new Property("aws-platform:used-by", by)),
  ];
  return new Component(type, name, {
    bomRef: ref,
    supplier: new OrganizationalEntity({ name: supplier }),
    properties: new PropertyRepository(properties),
    purl,
    ...(group ? { group } : {}),
    ...(version ? { version } : {}),
    ...(hash ? { hashes: new HashDictionary([[hash.algorithm as never, hash.digits]]) } : {}),
    ...(license ? { licenses: new LicenseRepository([licenseOf(license)]) } : {}),
  });
}

function licenseOf(license: string): License {
  if (isSupportedSpdxId(license)) return new SpdxLicense(license);
  return / (OR|AND|WITH) /.test(license) ? new LicenseExpression(license) : new NamedLicense(license);
}

/** A UUID of the vendor's own kind (RFC 9562, version 8): the same content has the same one. */
function uuidOf(content: string): string {
  const hex = createHash("sha256").update(content).digest("hex");
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join("-");
}
