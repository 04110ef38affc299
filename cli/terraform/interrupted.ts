/** How a process is asked to stop; SIGHUP by a terminal that is closed, or a connection that is lost. */
export const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What cuts a run short, by the variable that its pipeline sets: a sentence of the pipeline's own words. */
const PIPELINES: Readonly<Record<string, string>> = {
  GITHUB_ACTIONS:
    "GitHub Actions kills a cancelled step ten seconds after it asked, and one that outlasts timeout-minutes likewise: do not cancel a deployment that has begun",
  JENKINS_URL:
    "Jenkins waits two minutes for what it aborts, and shows nothing of what happens then; an agent that ends with the build takes Terraform along: do not abort a deployment that has begun, and let timeout() be longer than a cluster takes",
};

/**
 * What whoever asks a program to stop should know while it still works.
 * @param isAsked whether it was asked before
 */
export function interruption(
  signal: string,
  program: string,
  isAsked: boolean,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const asked = isAsked ? "was asked to stop already, and still works" : "is asked to stop";
  const pipelines = Object.entries(PIPELINES).flatMap(([name, sentence]) => (env[name] ? ` ${sentence}.` : []));
  return `${signal}: ${program} ${asked}; it begins nothing more, writes the state and releases the lock. Killing it before would lose all that it made since it wrote the state last. What AWS was making at this moment may be in no state even so: recover finds it.${pipelines.join("")}`;
}
