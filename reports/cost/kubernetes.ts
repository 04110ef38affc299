import { settingsOf } from "../built/releases";
import { sizeNumber } from "../built/sizes";
import {
  type Block,
  blockIn,
  entryOf,
  type Json,
  readYaml,
  remembered,
  saysFalse,
  saysTrue,
  textsOf,
  type Values,
} from "../synthesized";
import { type Charge, ofType, type Pricer, type Surroundings, text, UNTOLD } from "./charge";
import { loadBalancerCharges } from "./load-balancer";

/** `20Gi` is 20; the driver makes volumes of whole gigabytes. Not a number: it is no quantity. */
const gigabytes = (quantity: Json | undefined): number => Math.ceil((sizeNumber(quantity) ?? Number.NaN) / 2 ** 30);

const VOLUME = "ebs-gp3";

/** The volume that the EBS driver makes for a claim. Its class is the platform's own: gp3. */
const volume = (what: string, sizeGb: number): Charge => ({
  what: `volume of ${what}`,
  price: VOLUME,
  count: sizeGb,
  part: "storage and networking",
});

const claim: Pricer = ({ values, name }) => {
  const { requests } = blockIn(blockIn(values, "spec"), "resources") as { requests?: { storage?: Json } };
  return [volume(text(blockIn(values, "metadata").name) ?? name, gigabytes(requests?.storage))];
};

/** A chart's volumes are where its values say `persistence` or `persistentVolume`, unless they are switched off. */
const releaseCharges = (found: Block): Charge[] => {
  const { values, name } = found;
  const title = text(values.name) ?? name;
  const settings = new Map(settingsOf(found).flatMap(({ key, value }) => (TELLS.test(key) ? [[key, value]] : [])));
  const isUnread = textsOf(values.values).some((document) => readYaml(document) === undefined);
  const paths = [...settings.keys()].flatMap((key) => VOLUME_SIZE.exec(key)?.slice(1) ?? []);
  return [
    ...(isUnread ? [volume(`${title}, whose values cannot be read`, UNTOLD)] : []),
    ...paths
      .filter((path) => !saysFalse(settings.get(`${path}.enabled`)))
      .map((path) =>
        volume(
          `${title}${path.replace(/\.?[^.]+$/, "").replace(/^(?=.)/, ".")}`,
          gigabytes(settings.get(`${path}.size`)),
        ),
      ),
    ...[...settings].flatMap(([key, value]) => balancer(`${title}'s ${key}`, key, value)),
  ];
};

/** Every switch prices a release again: what it costs is found once. */
const release: Pricer = remembered(releaseCharges);

/** How the settings end that volumes and load balancers are read from. */
const TELLS = /(^|\.)(size|enabled|type)$/;
const VOLUME_SIZE = /^((?:.*\.)?(?:persistence|persistentVolume))\.size$/;

/** A load balancer that a chart asks for: which one it is decides a controller. */
function balancer(what: string, key: string, value: Json): Charge[] {
  const isService = /(^|\.)service\.type$/.test(key) && value === "LoadBalancer";
  const isIngress = /(^|\.)ingress\.enabled$/.test(key) && saysTrue(value);
  return isService || isIngress
    ? [{ what: `load balancer for ${what}`, price: "load-balancer-of-a-chart", count: 1, part: "load balancer" }]
    : [];
}

const ALB = "alb.ingress.kubernetes.io/";
const annotationsOf = (ingress: Block): Values => blockIn(blockIn(ingress.values, "metadata"), "annotations");

/** Ingresses of one group share a load balancer; one without a group has its own. */
const groupOf = (ingress: Block): string => {
  const { name, namespace } = blockIn(ingress.values, "metadata");
  return text(annotationsOf(ingress)[`${ALB}group.name`]) ?? `${text(namespace)}/${text(name)}`;
};

/** The load balancer that the controller makes for a group, charged to the group's first ingress. */
const ingress: Pricer = (resource, surroundings) => {
  const group = groupOf(resource);
  const members = ofType(surroundings, "kubernetes_ingress_v1").filter((other) => groupOf(other) === group);
  if (members[0] !== resource) return [];
  const isPublic = members.some((member) => annotationsOf(member)[`${ALB}scheme`] === "internet-facing");
  return loadBalancerCharges(group, surroundings, isPublic ? publicSubnets(surroundings) : 0);
};

const publicSubnets = (surroundings: Surroundings): number =>
  ofType(surroundings, "aws_subnet").filter(({ values }) => blockIn(values, "tags")["kubernetes.io/role/elb"]).length;

/** Gigabytes of every volume that the EBS driver makes. */
export const claimedGb = (surroundings: Surroundings): number =>
  surroundings.resources
    .flatMap((resource) => entryOf(CLAIMS, resource.type)?.(resource, surroundings) ?? [])
    .filter(({ price }) => price === VOLUME)
    .reduce((sum, { count }) => sum + count, 0);

const CLAIMS: Readonly<Record<string, Pricer>> = {
  helm_release: release,
  kubernetes_persistent_volume_claim_v1: claim,
};

/** What controllers in the cluster make in AWS. */
export const KUBERNETES: Readonly<Record<string, Pricer>> = { ...CLAIMS, kubernetes_ingress_v1: ingress };
