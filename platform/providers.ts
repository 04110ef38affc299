import type { TerraformStack } from "cdktf";
import pins from "../pins.json";

/**
 * Gives a provider its version from the register of pins, newer than the one that cdktf's bindings were made from, and its whole
 * source: cdktf writes "aws", which scanners cannot resolve. That the newer one knows every argument of the bindings that is used
 * is what `__tests__/platform/provider-arguments.test.ts` and the exit (`__tests__/exit.spec.ts`) say.
 */
export const pinProvider = (stack: TerraformStack, name: keyof typeof pins.providers): void =>
  stack.addOverride(`terraform.required_providers.${name}`, pinnedProviders()[name]);

/** Every provider with its source and its version, as Terraform asks for it. */
export const pinnedProviders = (): Record<keyof typeof pins.providers, { source: string; version: string }> =>
  Object.fromEntries(
    Object.entries(pins.providers).map(([name, { version }]) => [name, { source: `hashicorp/${name}`, version }]),
  ) as ReturnType<typeof pinnedProviders>;
