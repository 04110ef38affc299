import type { ChildProcess } from "node:child_process";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { StepError, signal, start } from "./processes";

const SERVER = resolve(__dirname, "../../../__tests__/emulator/server.py");

/** A running AWS emulator: one process per environment, because moto gives all databases of a process the same resource id. */
export interface Emulator {
  /** Every service but EKS. */
  readonly url: string;
  readonly eksUrl: string;
  readonly stop: () => void;
  /** Another emulator that has all that this one has by now; it ends with this one at the latest. */
  readonly copy: () => Promise<Emulator>;
}

/** What the emulator says of itself when it is ready. */
interface Ready {
  readonly url: string;
  readonly eksUrl: string;
  readonly pid: number;
}

/**
 * Starts the emulator for one account on a free port of the loopback interface.
 * @param more variables of its own, see `eks.py`
 */
export async function startEmulator(
  account: string,
  folder: string,
  title: string,
  more: NodeJS.ProcessEnv = {},
): Promise<Emulator> {
  const log = join(folder, `emulator-${title}.log`);
  const env = { ...process.env, MOTO_ACCOUNT_ID: account, ...more };
  const child = start(["python3", SERVER], { cwd: folder, env, log });
  return emulatorAt(JSON.parse(await firstLine(child, "the emulator", log)) as Ready, () => signal(child, "SIGTERM"));
}

const emulatorAt = ({ url, eksUrl }: Ready, stop: () => void): Emulator => ({
  url,
  eksUrl,
  stop,
  copy: async () => {
    const answer = await fetch(`${eksUrl}/copy`, { method: "POST" });
    if (!answer.ok) throw new StepError(`the emulator cannot be copied: ${answer.status} ${await answer.text()}`);
    const ready = (await answer.json()) as Ready;
    return emulatorAt(ready, () => process.kill(ready.pid, "SIGTERM"));
  },
});

/** The first line that a started program prints. */
export function firstLine(child: ChildProcess, name: string, log: string): Promise<string> {
  return new Promise((resolveLine, reject) => {
    if (!child.stdout) return reject(new StepError(`${name} has no output`));
    createInterface({ input: child.stdout }).once("line", resolveLine);
    child.once("close", (code) => reject(new StepError(`${name} ended with exit code ${code}; see ${log}`)));
  });
}
