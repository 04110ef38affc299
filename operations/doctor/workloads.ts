import { ifThere } from "../aws";
import { clusterFindings, readCluster } from "../cluster";
import type { Finding, Subject } from "./check";
import { fine, note, problem, problemsOr } from "./check";

interface Cluster {
  readonly status: string;
  readonly endpoint?: string;
}

/**
 * What is in the cluster that keeps the next apply or destroy of the workloads from going through: releases that were interrupted,
 * ingresses that nobody takes down, secrets that nobody renews, definitions that stayed behind.
 */
export async function checkWorkloads({ aws, environment, connect, kubernetes }: Subject): Promise<readonly Finding[]> {
  if (!environment.cluster || !environment.workloads) return [fine("no workloads are asked for")];
  const { name } = environment.cluster;
  const answer = await ifThere(aws<{ cluster: Cluster }>("eks", "describe-cluster", "--name", name));
  const { status, endpoint } = answer?.cluster ?? {};
  if (status !== "ACTIVE" || !endpoint)
    return [note(`the cluster ${name} is not there yet, so nothing is in it`, "run this again after it is deployed")];
  const why = await connect(endpoint);
  if (why !== undefined)
    return [{ verdict: "unchecked", sentence: `nobody looked into the cluster: ${why}`, cure: "see kubernetes-api" }];
  const state = await readCluster(kubernetes.get);
  const findings = clusterFindings(state).map(({ verdict, sentence, cure }) =>
    verdict === "problem" ? problem(sentence, cure) : note(sentence, cure),
  );
  return problemsOr(findings, "every release is whole, no deletion is stuck, and mounted secrets are renewed");
}
