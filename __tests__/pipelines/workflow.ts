import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** The parts of GitHub's own parser that are used. */
interface WorkflowParser {
  readonly parseWorkflow: (
    file: object,
    trace: object,
  ) => { context: { errors: { getErrors(): unknown[] } }; value: unknown };
  readonly convertWorkflowTemplate: (context: object, value: unknown) => Promise<unknown>;
  readonly NoOperationTraceWriter: new () => object;
}

/**
 * Reads a workflow as GitHub does: with the schema and the parser that GitHub publishes as `@actions/workflow-parser`.
 * That package imports JSON in a way Node.js does not know, so it is bundled first.
 */
export function loadWorkflowParser(): (content: string) => Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "workflow-parser-"));
  const outfile = join(folder, "parser.cjs");
  buildSync({
    entryPoints: ["@actions/workflow-parser"],
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile,
    logLevel: "error",
  });
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter }: WorkflowParser = require(outfile);
  rmSync(folder, { recursive: true });
  return async (content) => {
    const { context, value } = parseWorkflow({ name: "platform.yml", content }, new NoOperationTraceWriter());
    await convertWorkflowTemplate(context, value);
    return context.errors.getErrors().map(String);
  };
}
