import { blocksIn, type Json, toGroup, toList, type Values } from "../../synthesized";
import { each, forType } from "../checks";
import type { Rule } from "../rule";

/** Whether a selector is there and selects everything. */
const selectsAll = (selector: Json | undefined): boolean =>
  selector !== undefined && toList(selector).every((one) => Object.keys(toGroup(one)).length === 0);

/** An empty peer, every pod of every namespace, or a range of every address. */
const isEverybody = (peer: Values): boolean =>
  Object.keys(peer).length === 0 ||
  (selectsAll(peer.namespace_selector) && (peer.pod_selector === undefined || selectsAll(peer.pod_selector))) ||
  blocksIn(peer, "ip_block").some(({ cidr }) => /\/0$/.test(String(cidr)));

export const networkPolicyNamesPeers: Rule = {
  id: "network-policy-names-peers",
  requirement: "A network policy does not admit everybody to every port.",
  why: "Such a rule undoes all others.",
  controls: { "cis-eks": ["5.4.4"], "nist-800-53-r5": ["AC-4", "SC-7(5)"] },
  fix: "Name peers in `from`, or set `ports`, in every rule of `spec.ingress`.",
  severity: "high",
  check: forType(
    "kubernetes_network_policy_v1",
    each("spec.ingress", (rule) => {
      const { from, ports } = toGroup(rule);
      const peers = toList(from).map(toGroup);
      return toList(ports).length > 0 || (peers.length > 0 && !peers.some(isEverybody));
    }),
  ),
};
