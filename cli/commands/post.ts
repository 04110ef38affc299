import { command } from "../command";

export const post = command({
  name: "post",
  task: "review",
  summary: "write a report as one comment of a pull or merge request, in place of the one before",
  description:
    "Runs in a pipeline of GitHub Actions or GitLab. A later run with the same title updates what an earlier one wrote. With --issue the report is an open issue; an empty file closes it.",
  arguments: [
    { name: "file", description: "the report, in Markdown", kind: "file", isRequired: true },
    { name: "title", description: "what tells it apart from other reports", kind: "text", isRequired: true },
  ],
  options: { issue: { description: "an issue instead of a comment" } },
  examples: [
    ["card.md 'Plan of statuspage'", "a comment"],
    ["--issue drift.md Drift", "an issue, or none when the file is empty"],
  ],
  run: async ({ args: [file = "", title = ""], options: { issue } }) =>
    (await import("../publish/publish.js")).publishFile(file, title, Boolean(issue)),
});
