export { policyDocument, type Statement, trustPods, trustService } from "./policy";
