import type { Block, Stack, SynthesizedEnvironment, Values } from "../synthesized";

/** Tells the region of a resource; undefined when nothing says it. */
export type RegionOf = (resource: Block) => string | undefined;

/** `eu-west-1`, `us-gov-east-1`. */
const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;
const region = (value: unknown): string | undefined =>
  typeof value === "string" && REGION.test(value) ? value : undefined;

/**
 * A resource's region is what it says itself: its argument, its ARN, its zone. Else its provider's, else that of everything
 * else in its stack and then in its environment, when that is one.
 * @param planned region of the default provider by stack, of plans, whose stacks carry no providers
 */
export function regionsIn(
  { stacks }: SynthesizedEnvironment,
  planned: Readonly<Record<string, string | undefined>> = {},
): RegionOf {
  const byStack = new Map(
    stacks.map((stack) => [
      stack.name,
      planned[stack.name] ?? providerRegion(stack, undefined) ?? single(stack.resources.map(said)),
    ]),
  );
  const common = single([...byStack.values()]);
  const stackNamed = new Map(stacks.map((stack) => [stack.name, stack]));
  return (resource) => {
    const { provider } = resource.values;
    const alias = typeof provider === "string" ? /^(?:\$\{)?aws\.([\w-]+)\}?$/.exec(provider)?.[1] : undefined;
    const stack = stackNamed.get(resource.stack);
    if (alias !== undefined) return said(resource) ?? (stack && providerRegion(stack, alias));
    return said(resource) ?? byStack.get(resource.stack) ?? common;
  };
}

const said = ({ values }: Block): string | undefined =>
  region(values.region) ?? region(arnOf(values)?.split(":")[3]) ?? regionOfZone(values.availability_zone);

const arnOf = ({ arn }: Values): string | undefined =>
  typeof arn === "string" && arn.startsWith("arn:") ? arn : undefined;

const regionOfZone = (zone: unknown): string | undefined =>
  typeof zone === "string" ? region(zone.replace(/[a-z]$/, "")) : undefined;

const providerRegion = ({ providers }: Stack, alias: string | undefined): string | undefined =>
  region(providers.find(({ type, values }) => type === "aws" && values.alias === alias)?.values.region);

/** The one value that all agree on. */
function single(values: readonly (string | undefined)[]): string | undefined {
  const distinct = [...new Set(values.filter((value) => value !== undefined))];
  return distinct.length === 1 ? distinct[0] : undefined;
}
