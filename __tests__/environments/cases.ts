import { type Change, problemsWith } from "./fixture";

/** Changes to the shop's file and the beginning of the one problem that they must give; none means that it is accepted. */
export type Case = readonly [what: string, changes: readonly Change[], problem?: string];

export const cases = (name: string, table: readonly Case[]) =>
  describe(name, () => {
    test.each(table.map(([what, changes, problem = ""]) => [what, changes, problem] as const))(
      "%s",
      (_, changes, problem) => {
        const found = problemsWith(...changes);
        expect(found.map((one) => one.slice(0, problem.length))).toEqual(problem === "" ? [] : [problem]);
        for (const one of found) expect(one).toMatch(/; |did you mean/);
      },
    );
  });
