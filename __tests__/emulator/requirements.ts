import { spawnSync } from "node:child_process";
import { UserError } from "../../environments/problem";

/** What must be on the machine, how to see that it is, and how to get it. */
const REQUIREMENTS = [
  {
    command: ["terraform", "version"],
    need: "Terraform 1.10 or later",
    install: "https://developer.hashicorp.com/terraform/install",
  },
  {
    command: ["python3", "-c", "import moto.server"],
    need: "moto with its server",
    install: "python3 -m pip install 'moto[server]==5.2.1'",
  },
] as const;

/** Throws one message that names everything that is missing and how to install it. */
export function checkRequirements(): void {
  const missing = REQUIREMENTS.filter(({ command: [program, ...args] }) => spawnSync(program, args).status !== 0);
  if (missing.length > 0) {
    throw new UserError(missing.map(({ need, install }) => `${need} is missing; install it: ${install}`).join("\n"));
  }
}
