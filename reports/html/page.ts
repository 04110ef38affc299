import { createHash } from "node:crypto";
import { type Markup, markup, trusted } from "./markup";
import { readOwnFile } from "./own-file";

/** Everything a page of this project consists of. */
export interface Page {
  readonly title: string;
  /** Styles besides those that every page has, for example of pictures. @default none */
  readonly styles?: readonly string[];
  readonly body: Markup;
}

/**
 * One self-contained HTML file. Its policy lets the browser fetch nothing at all, and run only the one style and the one
 * script that are in it, by their hashes.
 */
export function renderPage({ title, styles = [], body }: Page): string {
  const style = [readOwnFile("page.css"), ...styles].join("\n");
  const script = readOwnFile("page.js");
  const policy = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `${markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted("style", style)}</style>
</head>
<body>
${body}
<script>${trusted("script", script)}</script>
</body>
</html>`}\n`;
}

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
