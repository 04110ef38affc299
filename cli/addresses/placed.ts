/** An address in its stack. */
export interface Placed {
  readonly stack: string;
  readonly address: string;
}
