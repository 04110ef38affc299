import { isOn, type Setting } from "./setting";

const ADDRESSED = "Keep it private, behind a load balancer or Session Manager.";

/** What gives a resource a public address or endpoint. */
export const PUBLIC: readonly Setting[] = [
  {
    types: ["aws_eks_cluster"],
    path: "vpc_config.endpoint_public_access",
    isWeaker: isOn,
    alsoNew: true,
    what: "the Kubernetes API gets a public endpoint",
    advice: "Keep the endpoint private, or limit public_access_cidrs to known ranges.",
  },
  {
    types: ["aws_db_instance", "aws_rds_cluster_instance"],
    path: "publicly_accessible",
    isWeaker: isOn,
    alsoNew: true,
    what: "the database gets a public address",
    advice: ADDRESSED,
  },
  {
    types: ["aws_instance"],
    path: "associate_public_ip_address",
    isWeaker: isOn,
    alsoNew: true,
    what: "the machine gets a public address",
    advice: ADDRESSED,
  },
  {
    types: ["aws_launch_template"],
    path: "network_interfaces.associate_public_ip_address",
    isWeaker: isOn,
    alsoNew: true,
    what: "its machines get public addresses",
    advice: ADDRESSED,
  },
  {
    types: ["aws_subnet"],
    path: "map_public_ip_on_launch",
    isWeaker: isOn,
    alsoNew: true,
    what: "what starts in it gets a public address",
    advice: ADDRESSED,
  },
  {
    types: ["aws_lb", "aws_alb"],
    path: "internal",
    isWeaker: (before, after) => after === false && before !== false,
    alsoNew: true,
    what: "the load balancer faces the internet",
    advice: "Make it internal unless everybody is meant to come in.",
  },
];
