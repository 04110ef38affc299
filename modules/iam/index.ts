export { PodRole, type PodRoleProps } from "./pod-role";
export { policyDocument, type ServiceAccount, type Statement, trustPods, trustService } from "./policy";
export { Role, type RoleProps } from "./role";
export { sessionManager } from "./session-manager";
