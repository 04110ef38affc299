import type { Diagnosis, Line } from "./diagnosis";

/** Words for the verdicts, of one width. */
const WORDS: Readonly<Record<Line["verdict"], string>> = {
  fine: "fine     ",
  note: "note     ",
  problem: "problem  ",
  unchecked: "unchecked",
};

/** One line a finding, each problem with its cure, and a sum. */
export function renderText({ environment, lines, counts }: Diagnosis): string {
  const width = Math.max(...lines.map(({ check }) => check.length));
  const rows = lines.map(
    ({ verdict, check, sentence, cure }) =>
      `${WORDS[verdict]}  ${check.padEnd(width)}  ${sentence}${cure ? `; ${cure}` : ""}`,
  );
  const sums = [
    `${counts.problem} ${counts.problem === 1 ? "problem" : "problems"}`,
    `${counts.unchecked} not checked`,
    `${counts.note} ${counts.note === 1 ? "note" : "notes"}`,
    `${counts.fine} fine`,
  ];
  return `${rows.join("\n")}\n\n${environment}: ${sums.join(", ")}\n`;
}
