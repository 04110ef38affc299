import { controls } from "./controls";
import { cost } from "./cost";
import { diagram } from "./diagram";
import { encryption } from "./encryption";
import { hashes } from "./hashes";
import { identities } from "./identities";
import { reachability } from "./reachability";
import { resources } from "./resources";
import { stacks } from "./stacks";
import { summary } from "./summary";
import { versions } from "./versions";
import { waivers } from "./waivers";

/** Every chapter there is, in the order of the report. */
export const CHAPTERS = [
  summary,
  diagram,
  stacks,
  resources,
  controls,
  reachability,
  identities,
  encryption,
  versions,
  cost,
  waivers,
  hashes,
] as const;
