import { terraform } from "../../platform/terraform";

/** What Terraform writes about who holds a lock: `LockInfo` in its `internal/states/statemgr`. */
export interface LockInfo {
  readonly ID: string;
  readonly Operation: string;
  /** `user@host` */
  readonly Who: string;
  /** RFC 3339. */
  readonly Created: string;
  readonly Version: string;
}

/** What is known of the machine this runs on. */
export interface Here {
  readonly host: string;
  /** Whether a Terraform is at work in a folder of it. */
  readonly isWorkingIn: (folder: string) => boolean;
  readonly now: Date;
}

/** Hours after which a run of a pipeline has been ended by its time limit: GitHub's longest is six. */
const LONGEST_RUN = 6;

/** Who holds the lock of a stack, whether that can still be alive, and what takes it away. Nothing takes it by itself. */
export function lockSentence(stack: string, lock: LockInfo, folder: string, { host, isWorkingIn, now }: Here): string {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(lock.Created)) / 60_000));
  const age = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  const held = `${stack} is locked since ${lock.Created} (${age}) by ${lock.Who}, Terraform ${lock.Version}, ${operation(lock)}`;
  const unlock = `${terraform()} force-unlock ${lock.ID} in ${folder}`;
  if (lock.Who.endsWith(`@${host}`))
    return isWorkingIn(folder)
      ? `${held}: a Terraform is at work there, on this machine; wait for its end`
      : `${held}: no Terraform is at work there any more, on this machine; ${unlock}`;
  return minutes >= LONGEST_RUN * 60
    ? `${held}: on another machine, longer ago than any run of a pipeline lasts; when nobody there works on it by hand, ${unlock}`
    : `${held}: on another machine, which may still be at work; when its run has ended, ${unlock}`;
}

const operation = ({ Operation }: LockInfo): string =>
  `for ${Operation.replace(/^OperationType/, "").toLowerCase() || "an unknown operation"}`;
