import {
  entryOf,
  isGroup,
  type Json,
  known,
  type Stack,
  type SynthesizedEnvironment,
  type Values,
} from "../synthesized";
import { objectOf } from "./convert";
import { KINDS } from "./names";

/** What stands for a value that only AWS or Kubernetes knows, after an apply. */
export const KNOWN_LATER = "known-later";

/** One object of Kubernetes, and the resource of Terraform that makes it. */
export interface Manifest {
  /** For example `kubernetes_deployment_v1.apps_shop_deployment`. */
  readonly address: string;
  readonly object: Values;
}

/** One release of Helm with everything that decides what it makes. */
export interface ReleaseManifest {
  readonly address: string;
  readonly name: string;
  readonly namespace: string;
  /** Name of the chart in its repository, or its folder beside the stack's `cdk.tf.json`. */
  readonly chart: string;
  /** @default a chart of this project, in a folder */
  readonly repository?: string;
  readonly version?: string;
  /** Text of the values. */
  readonly values: string;
}

/** The objects that a stack makes by Terraform's provider, as Kubernetes gets them. Throws on a type that is not known here. */
export const manifestsOf = (stack: Stack, environment: SynthesizedEnvironment): Manifest[] =>
  stack.resources
    .filter(({ type }) => type.startsWith("kubernetes_"))
    .map(({ address, type, values }) => {
      const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
      if (!kind) throw new Error(`${address}: ${type} has no kind in reports/manifests/names.ts; write it there`);
      return { address, object: objectOf(kind, resolved(values, stack, environment) as Values) };
    });

/** The releases that a stack installs. */
export const releasesOf = (stack: Stack, environment: SynthesizedEnvironment): ReleaseManifest[] =>
  stack.resources
    .filter(({ type }) => type === "helm_release")
    .map(({ address, values }) => {
      const given = resolved(values, stack, environment) as Values;
      const text = (key: string): string => String(entryOf(given, key) ?? "");
      return {
        address,
        name: text("name"),
        namespace: text("namespace"),
        chart: text("chart"),
        ...(given.repository !== undefined && { repository: text("repository"), version: text("version") }),
        values: ((given.values as string[] | undefined) ?? []).join("\n"),
      };
    });

/** An expression, but not `$${`, which is how Terraform writes `${` itself. */
const EXPRESSION = /(?<!\$)\$\{(?:[^{}]|\{[^{}]*\})*\}/g;

/** A value without expressions: each is what the project itself writes there, or stands for what is known later. */
function resolved(value: Json, stack: Stack, environment: SynthesizedEnvironment): Json {
  if (Array.isArray(value)) return value.map((item: Json) => resolved(item, stack, environment));
  if (isGroup(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, stack, environment)]));
  if (typeof value !== "string") return value;
  const text = (use: string): string => String(known(use, stack, environment) ?? KNOWN_LATER);
  return value.replace(EXPRESSION, text).replaceAll("$${", "${").replaceAll("%%{", "%{");
}
