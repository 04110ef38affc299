import { isAlive, KINDS, kindOf } from "./kinds";
import {
  isOfTerraform,
  ownership,
  ownTags,
  priceOfOne,
  type Scene,
  type Search,
  type Tag,
  type Thing,
} from "./leftover";

interface Mapping {
  readonly ResourceARN: string;
  readonly Tags: readonly Tag[];
}

/** Everything that carries a tag of the environment. What no row of `kinds.ts` knows is listed too, without a command. */
async function tagged({ aws, environment }: Scene): Promise<Thing[]> {
  const answers = await Promise.all(
    ownTags(environment).map(({ Key, Value }) =>
      aws<{ ResourceTagMappingList: Mapping[] }>(
        "resourcegroupstaggingapi",
        "get-resources",
        "--tag-filters",
        `Key=${Key},Values=${Value}`,
      ),
    ),
  );
  const byArn = new Map(
    answers.flatMap(({ ResourceTagMappingList: list }) => list.map((each) => [each.ResourceARN, each])),
  );
  const things = await Promise.all([...byArn.values()].map((mapping) => toThing(mapping, { aws, environment })));
  return things.flat().sort((a, b) => orderOf(a.arn) - orderOf(b.arn));
}

async function toThing(
  { ResourceARN: arn, Tags }: Mapping,
  { aws, environment }: Pick<Scene, "aws" | "environment">,
): Promise<Thing[]> {
  const { tag = "", stack } = ownership(Tags, environment) ?? {};
  const known = kindOf(arn);
  const isOfNobody = known?.kind.onlyTerraform === true && isOfTerraform(Tags);
  const usedBy = stack === undefined || isOfNobody ? {} : { usedBy: stack };
  if (!known) return [{ what: "something of another kind", id: arn, arn, why: `tag ${tag}`, ...usedBy }];
  const { kind, id } = known;
  if (!(await isAlive(aws, kind, id))) return [];
  return [
    {
      what: kind.what,
      id,
      arn,
      why: `tag ${tag}${isOfNobody ? ", and no state knows it" : ""}`,
      remove: kind.remove.replaceAll("ARN", arn).replaceAll("ID", id),
      ...priceOfOne(kind.price),
      ...usedBy,
    },
  ];
}

const orderOf = (arn = ""): number => {
  const known = kindOf(arn);
  return known ? KINDS.indexOf(known.kind) : KINDS.length;
};

export const TAGGED: Search = { id: "tags", what: "everything by its tags", find: tagged };
