import { setTimeout as sleep } from "node:timers/promises";
import { StepError, tail } from "../emulator/processes";

/** How long is waited, and what else is said when it was in vain. */
export interface Patience {
  /** @default 60 */
  readonly seconds?: number;
  /** Log whose end is shown. @default none */
  readonly log?: string;
  /** What is the matter at the end, in a sentence. @default nothing */
  readonly because?: () => Promise<string> | string;
}

/** Waits until something is so; what throws is not so yet. Throws a `StepError` when it never is. */
export async function waitFor<T>(
  what: string,
  ask: () => T | Promise<T>,
  patience: Patience = {},
): Promise<NonNullable<T>> {
  const { seconds = 60, log, because } = patience;
  const until = performance.now() + seconds * 1000;
  let last = "";
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer as NonNullable<T>;
    } catch (error) {
      last = (error as Error).message;
    }
    if (performance.now() > until) break;
    await sleep(200);
  }
  const reason = (await because?.()) || last || (log && tail(log, 5)) || "";
  throw new StepError(`${what}: not within ${seconds} s${reason && `: ${reason}`}`);
}
