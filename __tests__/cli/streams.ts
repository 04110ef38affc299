/** A terminal of some width. */
export const terminal = (columns = 40) =>
  ({ isTTY: true, columns, hasColors: () => true, write: () => true }) as unknown as NodeJS.WriteStream;

/** A file, or another program that reads. */
export const file = { write: () => true } as unknown as NodeJS.WriteStream;

/** Tests of colours mean terminals as they are, whatever the one of whoever runs the tests is asked for. */
export function withColours(): void {
  const inherited = process.env.NO_COLOR;
  beforeEach(() => void delete process.env.NO_COLOR);
  afterAll(() => {
    if (inherited !== undefined) process.env.NO_COLOR = inherited;
  });
}
