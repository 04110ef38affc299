import { instanceTypeProblem } from "../instance-types";
import type { Problem } from "../problem";
import type { Environment } from "../schema";
import { prefixOf } from "./ranges";

/** Repositories, Jenkins and what its pipelines name. */
export function* checkDelivery({ delivery, workloads }: Environment): Generator<Problem> {
  const jenkins = delivery?.jenkins;
  if (!jenkins) return;
  const path = ["delivery", "jenkins"];
  const problem = jenkins.instanceType && instanceTypeProblem(jenkins.instanceType);
  if (problem) yield { path: [...path, "instanceType"], message: problem };
  for (const key of ["webCidrs", "sshCidrs"] as const) {
    for (const [i, range] of (jenkins[key] ?? []).entries()) {
      if (prefixOf(range) === 0)
        yield {
          path: [...path, key, i],
          message: `${range} opens Jenkins to everybody; write the ranges of your office or VPN, like 203.0.113.0/24`,
        };
    }
  }
  for (const [name, { image, app }] of Object.entries(jenkins.pipelines ?? {})) {
    const repositories = Object.keys(delivery.repositories ?? {});
    if (image && !repositories.includes(image)) {
      yield {
        path: [...path, "pipelines", name, "image"],
        message: `"${image}" is not one of delivery.repositories; write one of ${repositories.join(", ")}`,
      };
    }
    const apps = Object.keys(workloads?.apps ?? {});
    if (app && !apps.includes(app)) {
      yield {
        path: [...path, "pipelines", name, "app"],
        message: `"${app}" is not one of workloads.apps; write one of ${apps.join(", ") || "them once there are any"}`,
      };
    }
  }
}
