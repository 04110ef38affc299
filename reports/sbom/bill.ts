import { createHash } from "node:crypto";
import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import {
  Bom,
  Component,
  ComponentRepository,
  HashDictionary,
  type License,
  LicenseExpression,
  LicenseRepository,
  NamedLicense,
  Property,
  PropertyRepository,
  SpdxLicense,
} from "@cyclonedx/cyclonedx-library/Models";
import { JSON as Json, JsonSerializer } from "@cyclonedx/cyclonedx-library/Serialize";
import { isSupportedSpdxId } from "@cyclonedx/cyclonedx-library/SPDX";
import { Spec1dot6 } from "@cyclonedx/cyclonedx-library/Spec";
import type { SynthesizedEnvironment, Values } from "../synthesized";
import { chartsOf } from "./charts";
import { imagesOf } from "./images";
import { type Item, merged } from "./item";
import { type PackageLock, packagesOf } from "./npm";
import { providersOf } from "./providers";
import { servicesOf } from "./services";

/**
 * What an environment is made of, as CycloneDX 1.6 (ECMA-424): run-time packages, Terraform providers, charts, images,
 * machine images, add-ons, Kubernetes and engines. No clock and no chance: the serial number is made of the content.
 * @param files Each stack's `cdk.tf.json` by the stack's id, for the providers.
 */
export function billOfMaterials(
  environment: SynthesizedEnvironment,
  files: Readonly<Record<string, Values>>,
  packageLock: PackageLock,
): object {
  const blocks = environment.stacks.flatMap(({ resources }) => resources);
  const items = merged([
    ...packagesOf(packageLock),
    ...environment.stacks.flatMap(({ id }) => providersOf(id, files[id] ?? {})),
    ...chartsOf(blocks),
    ...imagesOf(blocks),
    ...servicesOf(environment),
  ]);
  const version = packageLock.version;
  const bom = new Bom({ components: new ComponentRepository(items.map(componentOf)) });
  bom.metadata.component = new Component(ComponentType.Platform, environment.name, {
    bomRef: `environment:${environment.name}`,
    ...(version ? { version } : {}),
  });
  bom.serialNumber = `urn:uuid:${uuidOf(written(bom))}`;
  return JSON.parse(written(bom));
}

const written = (bom: Bom): string =>
  new JsonSerializer(new Json.Normalize.Factory(Spec1dot6)).serialize(bom, { sortLists: true });

function componentOf({ ref, type, name, group, version, purl, hash, license, facts, usedBy = [] }: Item): Component {
  const properties = [
    ...Object.entries(facts ?? {}).map(([key, value]) => new Property(`aws-platform:${key}`, value)),
    ...usedBy.map((by) => new Property("aws-platform:used-by", by)),
  ];
  return new Component(type, name, {
    bomRef: ref,
    properties: new PropertyRepository(properties),
    ...(group ? { group } : {}),
    ...(version ? { version } : {}),
    ...(purl ? { purl } : {}),
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
