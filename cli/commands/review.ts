import { command } from "../command";

export const review = command({
  name: "review",
  task: "review",
  summary: "say what plans would do, most dangerous first, and refuse what is not approved",
  description:
    "Reads what terraform show -json wrote about plans of one or more stacks, and prints Markdown. approvals.yaml, waivers.yaml and review.yaml are read where they lie in this folder. REVIEW_DATE=2027-01-31 judges approvals by that day.",
  arguments: [
    {
      name: "plan.json",
      description: "plans as JSON, or saved plans; - is standard input",
      kind: "file",
      isRequired: true,
      isRepeated: true,
    },
  ],
  options: {
    html: {
      description: "write a page too; - is standard output, instead of Markdown",
      value: { name: "file", kind: "file" },
    },
    json: {
      description: "print JSON instead, or write it into a file too",
      value: { name: "=file", kind: "file" },
      alone: "-",
    },
    junit: { description: "write JUnit XML too", value: { name: "file", kind: "file" } },
    sarif: { description: "write SARIF too, for code scanning", value: { name: "file", kind: "file" } },
    approvals: {
      description: "register of approvals (default: approvals.yaml, where there is one)",
      value: { name: "file", kind: "file" },
    },
  },
  examples: [
    ["plans/statuspage/*.json", "a card for a pull request"],
    ["--html card.html plan.json", "a page too"],
    ["--json -", "JSON, of the plan on standard input"],
  ],
  exitCodes: {
    2: "refused: data would be lost, something exposed or a rule newly broken, and nobody approved or waived it",
  },
  run: async ({ args, options }) => (await import("../review/review.js")).review({ plans: args, ...options }),
});
