import { command } from "../command";

export const newEnvironment = command({
  name: "new",
  task: "write",
  summary: "make an environment: its file, its addresses, its waivers",
  description:
    "Asks for what no option says; where nobody can answer, in a pipeline, the rest is standard. The environment is synthesized and audited together with the others before anything is written.",
  arguments: [
    {
      name: "name",
      description: "of the environment, 3 to 20 lower-case letters, digits and dashes",
      kind: "text",
      isRequired: true,
    },
  ],
  options: {
    account: { description: "AWS account number, twelve digits", value: { name: "number", kind: "text" } },
    region: { description: "AWS region", value: { name: "region", kind: "text" } },
    purpose: {
      description: "the least that runs an app, or every part that there is (default: minimal)",
      value: { name: "purpose", kind: ["minimal", "everything"] },
    },
    zones: {
      description: "its zones, by their letters (default: the first two or three)",
      value: { name: "a,b", kind: "text" },
    },
    apps: {
      description: "apps to begin with: web, gallery, worker, or none (default: web, or all)",
      value: { name: "apps", kind: "text" },
    },
    cidr: {
      description: "IPv4 range of its network (default: one that no other has)",
      value: { name: "range", kind: "text" },
    },
    admin: { description: "ARN of the role that administers the cluster", value: { name: "arn", kind: "text" } },
    access: { description: "range that the workloads are deployed from", value: { name: "range", kind: "text" } },
    email: { description: "who gets alarms, and answers for waivers", value: { name: "address", kind: "text" } },
  },
  examples: [
    ["shop", "asks for the rest"],
    ["shop --account 210987654321 --region eu-central-1", "the least that runs an app"],
    [
      "shop --account 210987654321 --region eu-central-1 --zones a,c --purpose everything --apps web,worker",
      "every part",
    ],
  ],
  run: async ({ args: [name = ""], options }) => (await import("../new/new.js")).makeEnvironment(name, options),
});
