import "./is-array";
import { type TerraformElement, TerraformStack } from "cdktf";
import type { Node } from "constructs";
import { refuseStrangers } from "./strangers";

/** Two constructs of a stack that would have one address. */
export class AddressClash extends Error {
  constructor(
    readonly first: string,
    readonly second: string,
    name: string,
  ) {
    super(`"${first}" and "${second}" would both be called "${name}" in Terraform; rename one of them`);
  }
}

/**
 * A Terraform stack whose addresses are readable: the construct path joined with `_`, without cdktf's hash.
 * `vpc/public-a` is `vpc_public_a`, where cdktf would say `vpc_public-a_3D5D242D`.
 * Names are unique across resource types too, because scanners drop the type; a clash throws `AddressClash`.
 */
export class PlainNamesStack extends TerraformStack {
  private readonly owners = new Map<string, string>();

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = "node" in element ? element.node : element;
    const path = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    const name = path.join("_").replaceAll("-", "_");
    const owner = this.owners.get(name) ?? node.path;
    if (owner !== node.path) {
      throw new AddressClash(owner, node.path, name);
    }
    this.owners.set(name, owner);
    return name;
  }

  /**
   * cdktf would resolve every resource here, to find uses of another stack's constructs and to answer them with outputs of
   * invented names. There are none to be answered: `toTerraform` refuses them, in a quarter of the time.
   */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  /** The stack's JSON; a reference to something the stack does not have throws, such as a construct of another stack. */
  // biome-ignore lint/suspicious/noExplicitAny: the type that cdktf gives it
  override toTerraform(): any {
    const json = super.toTerraform();
    refuseStrangers(json, this.node.id);
    return json;
  }
}
