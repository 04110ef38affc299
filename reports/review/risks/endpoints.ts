import type { ResourceChange } from "../../plan";
import { textsOf } from "../../synthesized";
import type { Around } from "./around";
import type { Risk } from "./row";

/** Arguments of an endpoint that name from where it is reached. */
const FROM = ["route_table_ids", "subnet_ids"];

/** Networks that an endpoint leaves although they stay: what is in them reaches the service through the internet, or not at all. */
export function endpointRisks({ type, action, before, after }: ResourceChange, around: Around): Risk[] {
  if (type !== "aws_vpc_endpoint" || action !== "update" || !before || !after) return [];
  return FROM.flatMap((argument) => {
    const kept = textsOf(after[argument]);
    const left = textsOf(before[argument]).filter(
      (id) => !kept.includes(id) && around.withId(id)?.action !== "delete" && around.withId(id)?.action !== "replace",
    );
    return left.length === 0
      ? []
      : [
          {
            group: "downtime",
            what: "networks that stay no longer reach the service through it",
            detail: left.join(", "),
            advice: "Make sure that nothing in them needs it.",
            attributes: [argument],
          },
        ];
  });
}
