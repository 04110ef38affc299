import { ageProblem } from "../../../cli/plan/age";

const NOW = new Date("2026-11-28T12:00:00Z");

describe("the age of a plan", () => {
  test.each<[string | undefined, string | undefined]>([
    ["2026-11-27T12:00:00Z", undefined],
    ["2026-11-27T11:59:00Z", "it was planned at 2026-11-27T11:59:00Z, more than 24 hours ago"],
    ["2026-11-29T12:00:00Z", "it was planned at 2026-11-29T12:00:00Z, which is not yet"],
    [undefined, "it does not say when it was planned"],
  ])("%s", (timestamp, problem) => {
    expect(ageProblem(timestamp, NOW)).toBe(problem);
  });
});
