import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Debian's name for it; `CHROMIUM` names any other. */
const PROGRAM = process.env.CHROMIUM || "/usr/bin/chromium";

/** A browser that asks nobody for anything, with a profile of its own. */
export function openBrowser(): Promise<Browser> {
  if (!existsSync(PROGRAM))
    throw new Error(`${PROGRAM} does not exist; install Debian's package chromium, or name a browser with CHROMIUM`);
  return chromium.launch({
    executablePath: PROGRAM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page that was opened from disk, and everything it complained about or asked for. */
export interface Opened {
  readonly page: Page;
  /** Messages of the console and errors that nothing caught. */
  readonly complaints: string[];
  /** Addresses besides that of the file itself. */
  readonly requests: string[];
}

/** Opens a file as a double click does. */
export async function open(browser: Browser, file: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(`file://${file}`);
  return { page, complaints, requests: requests.filter((url) => url !== `file://${file}`) };
}
