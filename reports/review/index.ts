export { type Approval, parseApprovals } from "./approvals";
export { renderMarkdown } from "./markdown";
export { renderPage } from "./page";
export { type ReviewContext, review } from "./review";
export { type Examined, examine, type Reviewed } from "./reviewed";
export { readPlaces, readSources } from "./sources";
export { identify, PREVIEW_GUARD } from "./stack";
export type { ReviewView } from "./view";
