import { type TerraformElement, type TerraformOutput, TerraformStack } from "cdktf";
import type { Node } from "constructs";

/**
 * A Terraform stack whose addresses are readable: the construct path joined with `_`, without cdktf's hash.
 * `vpc/public-a` is `vpc_public_a`, where cdktf would say `vpc_public-a_3D5D242D`.
 * Names are unique across resource types too, because scanners drop the type; a clash throws and names both paths.
 */
export class PlainNamesStack extends TerraformStack {
  private readonly owners = new Map<string, string>();

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = "node" in element ? element.node : element;
    const path = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    const name = path.join("_").replaceAll("-", "_");
    const owner = this.owners.get(name) ?? node.path;
    if (owner !== node.path) {
      throw new Error(`"${owner}" and "${node.path}" would both be called "${name}" in Terraform; rename one of them`);
    }
    this.owners.set(name, owner);
    return name;
  }

  /**
   * Refuses what cdktf does when a construct of one stack is handed to another: an output with an invented name.
   * Stacks share values through contracts only (`docs/decisions/0003-outputs-are-public.md`).
   */
  override registerOutgoingCrossStackReference(identifier: string): TerraformOutput {
    throw new Error(
      `another stack uses ${identifier} of ${this.node.id} directly; publish it in contracts/ and read it from there`,
    );
  }
}
