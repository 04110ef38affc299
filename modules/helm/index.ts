export { CHARTS, type Chart, type ChartName } from "./charts";
export { sortedJson } from "./json";
export { CRITICAL, CURL_IMAGE, PSQL_IMAGE, RESTRICTED_CONTAINER, resources, tagOf } from "./pod-settings";
export { installChart, type ReleaseProps } from "./release";
