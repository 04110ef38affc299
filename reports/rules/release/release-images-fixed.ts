import { settingsOf } from "../../built/releases";
import { forType } from "../checks";
import { judged, type Rule } from "../rule";

export const releaseImagesFixed: Rule = {
  id: "release-images-fixed",
  requirement: "No chart is told to run an image by the tag latest.",
  why: "Nobody could say what runs, nor go back.",
  controls: { "nist-800-53-r5": ["CM-2", "SI-7"] },
  fix: "Leave the tag to the chart's version, or write one.",
  severity: "medium",
  check: forType("helm_release", (block) => {
    const wrong = settingsOf(block).find(
      ({ key, value }) =>
        (/tag$/i.test(key) && value === "latest") || (/image$/i.test(key) && /:latest$/.test(String(value))),
    );
    return judged(!wrong, wrong?.pointer ?? `${block.pointer}/values`, wrong?.value);
  }),
};
