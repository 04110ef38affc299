import { UserError } from "../../environments/problem";
import { command } from "../command";

const FORMS = ["text", "json", "github", "gitlab", "atlantis"] as const;
type Form = (typeof FORMS)[number];

export const affected = command({
  name: "affected",
  task: "review",
  summary: "say which stacks a change reaches, in the order of their deployment",
  description:
    "Compares the synthesized JSON of two git revisions or folders: stacks that are new or changed, and those that read them. github prints outputs of a job with a matrix, gitlab a child pipeline, atlantis an atlantis.yaml.",
  arguments: [
    {
      name: "base",
      description: "a revision, a folder that was synthesized into, or none, of which everything is new",
      kind: "text",
      isRequired: true,
    },
    { name: "head", description: "a revision or a folder (default: the files as they are now)", kind: "text" },
  ],
  options: {
    as: { description: "how it is written (default: text)", value: { name: "form", kind: FORMS } },
  },
  examples: [
    ["main HEAD", "what a branch reaches"],
    ["--as github origin/main HEAD", "a matrix for a job"],
    ["--as atlantis none", "every stack, for Atlantis"],
  ],
  run: async ({ args: [base = "", head], options: { as: form = "text" } }) => {
    if (!FORMS.includes(form as Form))
      throw new UserError(`--as ${form} is no form of this; write one of ${FORMS.join(", ")}`);
    return (await import("../affected/affected.js")).affected(base, head, form as Form);
  },
});
