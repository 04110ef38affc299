import { Construct } from "constructs";
import { PodRole } from "../iam";
import { GRAFANA } from "./grafana-values";
import { NAMESPACES } from "./namespaces";
import { publishTo, READ_CLOUDWATCH } from "./permissions";
import { PROMETHEUS } from "./prometheus-values";
import type { MonitoringProps } from "./props";

/**
 * What Alertmanager and Grafana may do in AWS. It belongs to the stack that makes the cluster: their pods get credentials
 * only when the association is known before they are admitted, and the charts that start them make their service accounts too.
 */
export class MonitoringAccess extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: Pick<MonitoringProps, "name" | "region" | "account" | "clusterName">,
  ) {
    super(scope, id);
    const { name, clusterName } = props;
    const roles = {
      alertmanager: { serviceAccount: PROMETHEUS.alertmanager, statements: publishTo(props) },
      grafana: { serviceAccount: GRAFANA.serviceAccount, statements: [READ_CLOUDWATCH] },
    };
    for (const [role, pods] of Object.entries(roles))
      new PodRole(this, `${role}-access`, {
        name: `${name}-${role}`,
        clusterName,
        namespace: NAMESPACES.main.name,
        ...pods,
      });
  }
}
