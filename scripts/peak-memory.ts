import { writeFileSync } from "node:fs";

/** Preloaded by the benchmark: writes the most memory the program ever held, in KiB, when it ends. */
process.on("exit", () => writeFileSync(process.env.PEAK_MEMORY_FILE ?? "peak", String(process.resourceUsage().maxRSS)));
