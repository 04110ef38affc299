import { CannotBeEvaluated } from "./template";

/** The words of an expression, read one by one. Between brackets the end of a line means nothing. */
export class Words {
  private at = 0;
  private depth = 0;

  constructor(private readonly words: readonly string[]) {}

  /** The next word; empty at the end. */
  peek(): string {
    return this.words[this.at] ?? "";
  }

  next(): string {
    const word = this.peek();
    this.at++;
    return word;
  }

  /** Goes past a word when it is the next one. */
  take(word: string): boolean {
    this.skipLines();
    if (this.peek() !== word) return false;
    this.at++;
    return true;
  }

  isAtEnd(): boolean {
    while (this.peek() === "\n") this.at++;
    return this.at >= this.words.length;
  }

  skipLines(): void {
    while (this.depth > 0 && this.peek() === "\n") this.at++;
  }

  /** Goes past what separates the entries of an object. */
  skipBetween(): void {
    while (this.peek() === "\n" || this.peek() === ",") this.at++;
  }

  /** The words up to the bracket that closes what is open, which is taken too. */
  untilClosed(): string[] {
    const from = this.at;
    for (let depth = 0; this.at < this.words.length; ) {
      const word = this.next();
      if (/^[([{]$/.test(word)) depth += 1;
      else if (/^[)\]}]$/.test(word) && depth-- === 0) return this.words.slice(from, this.at - 1);
    }
    throw new CannotBeEvaluated();
  }

  /** Reads what stands between round or square brackets. */
  inside<T>(read: () => T): T {
    this.depth++;
    const found = read();
    this.skipLines();
    this.depth--;
    return found;
  }

  /** Reads what stands between braces, where a line ends an entry. */
  inObject<T>(read: () => T): T {
    const depth = this.depth;
    this.depth = 0;
    const found = read();
    this.depth = depth;
    return found;
  }
}
