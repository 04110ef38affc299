/** Namespace of the controllers. */
export const NAMESPACE = "kube-system";
