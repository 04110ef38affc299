import { MOVES_FILE, stackName } from "../../platform/moves";
import { spelled } from "../places";
import type { Comparison, Gone } from "./compare";
import type { Unnamed } from "./unnamed";

const ACCEPT = spelled("addresses", "--accept");
const REMOVE = spelled("addresses", "--accept", "--removed", '"why they go"');

/** What a comparison means and what to do, a sentence each; nothing when the registry is as it should be. */
export const sentencesOf = (found: Comparison): string[] => [...refusals(found), ...news(found)];

/** What nobody may accept before something else is written. */
export const refusals = ({ gone, unnamed, lostStacks, contradicted }: Comparison): string[] => [
  ...unnamed.map(groupOf),
  ...gone.filter(({ proposed }) => proposed === undefined).map(sentenceOf),
  ...lostStacks.map(
    (stack) =>
      `${stack} is registered and no longer synthesized; destroy it while it still is (npx cdktf destroy ${stack}), then delete addresses/${stack}.txt`,
  ),
  ...contradicted.map(
    ({ stack, address }) => `${stack}: ${MOVES_FILE} says that ${address} goes, but it is made; take the entry out`,
  ),
];

const news = ({ gone, added, explained }: Comparison): string[] => [
  ...gone.filter(({ proposed }) => proposed !== undefined).map(sentenceOf),
  ...byStack(added).map(
    ([stack, addresses]) => `${stack}: ${named(addresses)} not registered yet; ${ACCEPT} registers ${them(addresses)}`,
  ),
  ...byStack(explained).map(
    ([stack, addresses]) =>
      `${stack}: ${named(addresses)} gone, as ${MOVES_FILE} says; ${ACCEPT} takes ${them(addresses)} out of the registry`,
  ),
];

/** One sentence for everything of a thing that the file no longer names. */
function groupOf({ environment, what, addresses, renamed }: Unnamed): string {
  const about = renamed
    ? `${environment}: the file names ${renamed.to} where the ${what} was. That is a replacement and no move: ${renamed.means}`
    : `${environment}: the file no longer names the ${what}, so it is destroyed`;
  const list = addresses.map(({ stack, address }) => `  ${stack}  ${address}`).join("\n");
  return `${about}. ${REMOVE} ends its ${addresses.length} addresses at once, in ${MOVES_FILE}:\n${list}`;
}

/** One sentence for each address that nobody may lose without a word. */
function sentenceOf({ stack, address, proposed, candidates, elsewhere }: Gone): string {
  const where = `${stack}: ${address} is gone`;
  if (proposed)
    return `${where}, and ${proposed} is new and looks like it; without a moved block Terraform destroys one and makes the other. ${ACCEPT} writes the block; if it is another resource, write into ${MOVES_FILE} what becomes of it\n  moved {\n    from = ${address}\n    to   = ${proposed}\n  }`;
  if (candidates.length > 0)
    return `${where}, and ${candidates.join(", ")} could be it; write the right one into ${MOVES_FILE}, below moved:\n  - { stack: ${stackName(stack)}, from: ${address}, to: ${candidates[0]} }`;
  const how = elsewhere
    ? `, and ${elsewhere} makes it now; Terraform moves nothing from one state to another. To keep it, leave it in AWS here, import it there, and write`
    : ", and nothing new is like it: Terraform would destroy it. If that is meant, or if it is to go on without Terraform (destroy: false), write";
  return `${where}${how} into ${MOVES_FILE}, below removed:\n  - { stack: ${stack}, address: ${address}, destroy: ${elsewhere === undefined}, reason: … }${
    elsewhere === undefined ? `\nor let ${REMOVE} end all that is destroyed` : ""
  }`;
}

/** Names few and counts many. */
const named = (addresses: readonly string[]): string =>
  addresses.length > 3
    ? `${addresses.length} addresses are`
    : `${addresses.join(", ")} ${addresses.length > 1 ? "are" : "is"}`;

const them = (addresses: readonly string[]): string => (addresses.length > 1 ? "them" : "it");

const byStack = (all: readonly { readonly stack: string; readonly address: string }[]): [string, string[]][] =>
  [...new Set(all.map(({ stack }) => stack))].map((stack) => [
    stack,
    all.filter((one) => one.stack === stack).map(({ address }) => address),
  ]);
