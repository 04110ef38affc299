import type { Built } from "../built/built";
import type { Block } from "../synthesized";
import type { Rule } from "./rule";

/** Somewhere packets come from or go to. */
export interface Place {
  /** Unique in an environment. */
  readonly name: string;
  /** What it is made by; undefined outside of the VPC. */
  readonly block: Block | undefined;
  /** Keys of its security groups. */
  readonly groups: readonly string[];
  readonly subnets: readonly Block[];
  /** Ranges of its addresses. */
  readonly ranges: readonly string[];
  /** What gives it an address of the internet; nothing when it has none. */
  readonly publicBy: readonly Block[];
  readonly pods?: Pods;
  /** TCP ports on which something answers. @default not known */
  readonly answersOn?: readonly number[];
}

/** Pods that are treated alike. */
export interface Pods {
  readonly namespace: string;
  readonly namespaceLabels: Readonly<Record<string, unknown>>;
  /** Undefined when a chart decides them. */
  readonly labels: Readonly<Record<string, unknown>> | undefined;
  /** Whether they use the network of their node, where no network policy holds. */
  readonly isOnHost: boolean;
}

/** Everything that decides who reaches what in an environment. */
export interface Whole {
  readonly built: Built;
  readonly rules: readonly Rule[];
  /** Network policies that are enforced. */
  readonly policies: readonly Block[];
  readonly places: readonly Place[];
}

/** Everybody. */
export const INTERNET = "Internet";

export const isInternetPlace = ({ name, block }: Place): boolean => name === INTERNET && block === undefined;

export const isOutside = ({ block }: Place): boolean => block === undefined;

/** Machines of a node group, which pods run on. */
export const isNodes = ({ block }: Place): boolean => block?.type === "aws_eks_node_group";

/** The API of a cluster, which has a front of its own on the internet. */
export const isControlPlane = ({ block }: Place): boolean => block?.type === "aws_eks_cluster";
