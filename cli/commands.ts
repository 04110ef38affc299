import type { Command } from "./command";
import { addresses } from "./commands/addresses";
import { affected } from "./commands/affected";
import { apply } from "./commands/apply";
import { audit } from "./commands/audit";
import { bench } from "./commands/bench";
import { chartImages } from "./commands/chart-images";
import { completion } from "./commands/completion";
import { diagrams } from "./commands/diagrams";
import { diff } from "./commands/diff";
import { doctor } from "./commands/doctor";
import { format } from "./commands/format";
import { fuzz } from "./commands/fuzz";
import { helm } from "./commands/helm";
import { leftovers } from "./commands/leftovers";
import { lint } from "./commands/lint";
import { manifests } from "./commands/manifests";
import { moveState } from "./commands/move-state";
import { newEnvironment } from "./commands/new";
import { pins } from "./commands/pins";
import { plan } from "./commands/plan";
import { post } from "./commands/post";
import { preview } from "./commands/preview";
import { prices } from "./commands/prices";
import { recover } from "./commands/recover";
import { remove } from "./commands/remove";
import { rename } from "./commands/rename";
import { review } from "./commands/review";
import { scanners } from "./commands/scanners";
import { schema } from "./commands/schema";
import { start } from "./commands/start";
import { synth } from "./commands/synth";
import { test } from "./commands/test";
import { testBrowser } from "./commands/test-browser";
import { testCluster } from "./commands/test-cluster";
import { testEmulator } from "./commands/test-emulator";
import { testKills } from "./commands/test-kills";
import { validate } from "./commands/validate";

/** Every command, in the order of help within its task. A new one is a file in `commands/` and a word here. */
export const COMMANDS: readonly Command[] = [
  newEnvironment,
  remove,
  rename,
  synth,
  schema,
  addresses,
  validate,
  doctor,
  preview,
  plan,
  apply,
  recover,
  moveState,
  review,
  diff,
  affected,
  post,
  audit,
  manifests,
  start,
  diagrams,
  leftovers,
  completion,
  test,
  lint,
  format,
  helm,
  fuzz,
  bench,
  pins,
  prices,
  chartImages,
  scanners,
  testEmulator,
  testCluster,
  testKills,
  testBrowser,
];
