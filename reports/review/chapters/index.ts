import type { ReviewView } from "../view";
import { approvals } from "./approvals";
import { ofGroup } from "./changes";
import type { Room, Written } from "./chapter";
import { checks } from "./checks";
import { cost } from "./cost";
import { drift } from "./drift";
import { notes } from "./notes";
import { outputs } from "./outputs";
import { problems } from "./problems";
import { rules } from "./rules";
import { summary } from "./summary";

/** Every chapter there is, the worst first. */
const CHAPTERS: readonly Room[] = [
  summary,
  problems,
  approvals,
  ofGroup("data loss"),
  ofGroup("downtime"),
  ofGroup("exposure"),
  ofGroup("not judged"),
  ofGroup("identity"),
  ofGroup("monitoring"),
  checks,
  outputs,
  rules,
  drift,
  cost,
  ofGroup("routine"),
  notes,
];

/** Everything a review says, chapter by chapter; what there is nothing of is left out. */
export const chaptersOf = (review: ReviewView): Written[] => CHAPTERS.flatMap((room) => room(review));
