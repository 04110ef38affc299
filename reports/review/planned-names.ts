import type { Plan, ResourceChange } from "../plan";
import type { Values } from "../synthesized";

/** Names by which the resources of a plan refer to each other: every instance of `count`, `for_each` and modules has its own. */
export class PlannedNames {
  private readonly instances = new Map<string, ResourceChange[]>();
  private readonly names = new Map<ResourceChange, string>();
  private readonly byId = new Map<string, ResourceChange>();

  constructor({ changes }: Plan, side: "before" | "after") {
    for (const [i, change] of changes.entries()) {
      if (change.deposed !== undefined) continue;
      const isPlain = change.module === "" && change.index === undefined;
      this.names.set(change, isPlain ? change.name : `${change.name}__${i}`);
      const own = this.instances.get(change.configAddress);
      if (own) own.push(change);
      else this.instances.set(change.configAddress, [change]);
      for (const id of idsOf(change[side])) if (!this.byId.has(id)) this.byId.set(id, change);
    }
  }

  nameOf = (change: ResourceChange): string => this.names.get(change) ?? change.name;

  /**
   * A reference as it is written in a module, like `aws_s3_bucket.this[0].id`, as one between planned resources; undefined
   * when it leads to none of them. The instance beside `from` is meant: of the same module and key.
   */
  resolve(reference: string, prefix: string, from: ResourceChange): string | undefined {
    const [, address, key, attribute = ""] = /^(\w+\.[\w-]+)(?:\[([^\]]*)\])?((?:\..*)?)$/.exec(reference) ?? [];
    const all = this.instances.get(`${prefix}${address}`);
    if (!all) return undefined;
    const near = all.filter(({ module }) => module === from.module);
    const among = near.length > 0 ? near : all;
    const wanted = key === undefined ? from.index : key.replaceAll('"', "");
    const found = among.find(({ index }) => index !== undefined && String(index) === String(wanted)) ?? among[0];
    return found && `${found.type}.${this.nameOf(found)}${attribute}`;
  }

  /**
   * The reference that an id stands for, where the resource with that id is in the plan.
   * @param isShown Whether the configuration shows what the argument refers to: then only names are looked up.
   */
  ofId(key: string, id: string, from: ResourceChange, isShown: boolean): string | undefined {
    const found = this.byId.get(id);
    if (!found || found === from || !((!isShown && NAMES_ID.test(key)) || NAMES_TYPE[key] === found.type))
      return undefined;
    return `${found.type}.${this.nameOf(found)}.${/arns?$/.test(key) ? "arn" : "id"}`;
  }
}

/** Arguments that name another resource by its id or ARN. */
const NAMES_ID = /(_id|_ids|_arn|_arns)$/;
/** Arguments that name a resource of one type by what is its id, too. */
const NAMES_TYPE: Readonly<Record<string, string>> = {
  bucket: "aws_s3_bucket",
  role: "aws_iam_role",
  cluster_name: "aws_eks_cluster",
  repository: "aws_ecr_repository",
};

const idsOf = (values: Values | null): string[] =>
  [values?.id, values?.arn].filter((id): id is string => typeof id === "string" && id.length > 4);
