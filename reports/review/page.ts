import { renderCard } from "./html";
import type { ReviewView } from "./view";

/** The look of the page; no script runs in it and nothing is loaded. */
const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1f2328;background:#fff}
table{border-collapse:collapse;margin:.5rem 0;max-width:100%}th,td{border:1px solid #d1d9e0;padding:.25rem .6rem;text-align:left;vertical-align:top}
code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}details{border:1px solid #d1d9e0;border-radius:6px;padding:.5rem 1rem;margin:1rem 0}
summary{cursor:pointer}article{border-top:1px solid #d1d9e0;margin-top:.75rem}h3{font-size:1rem;margin:.75rem 0 0}.from{color:#59636e;margin:0}
.what,.verdict{font-weight:600}.verdict{padding:.75rem 1rem;border-radius:6px}.verdict.fail{background:#ffebe9}.verdict.pass{background:#dafbe1}.fail{color:#a40e26}`;

/** The review card as a page of its own. */
export const renderPage = (view: ReviewView): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Plan review</title>
<style>${STYLE}</style>
</head>
<body>
${renderCard(view)}
</body>
</html>
`;
