import { join, resolve } from "node:path";

/**
 * A project folder as its user has one, for tests alone: environments, waivers and moves. Tests read this one and never the
 * repository's own, whose files belong to whoever deploys.
 */
export const PROJECT = resolve(__dirname, "../../__tests__/fixtures");

/** Its environment files. */
export const ENVIRONMENTS = join(PROJECT, "environments");

/** The program's command line, which runs from any folder. */
export const COMMAND_LINE = resolve(__dirname, "../cli/aws-platform.js");
