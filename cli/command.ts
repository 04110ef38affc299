import type { ExitCode } from "../platform/exit";

/** What people come for; help lists the commands in this order. */
export const TASKS = ["write", "check", "deploy", "review", "audit", "maintain"] as const;
export type Task = (typeof TASKS)[number];

/** What a word on the command line names. Files and folders are meant from where the user stands; shells complete each. */
export type Kind = "file" | "folder" | "environment" | "stack" | "text" | readonly string[];

/** A word without dashes. */
export interface Argument {
  readonly name: string;
  readonly description: string;
  readonly kind: Kind;
  /** @default optional */
  readonly isRequired?: boolean;
  /** Whether it, the last one, may come several times. @default once */
  readonly isRepeated?: boolean;
}

/** A word with dashes. */
export interface Option {
  readonly description: string;
  /** What follows it. @default nothing: it is there or not */
  readonly value?: { readonly name: string; readonly kind: Kind };
  /** What it means without a value; a value is then attached (`--json=file`). @default a value has to follow */
  readonly alone?: string;
}

type Options = Readonly<Record<string, Option>>;

/** What was typed: the arguments in their order, and the options by their names. */
export interface Given<O extends Options = Options> {
  readonly args: readonly string[];
  readonly options: { readonly [K in keyof O]: O[K] extends { value: object } ? string | undefined : boolean };
}

/** One command: everything that help, completion and the documentation say of it, and what it does. */
export interface Command<O extends Options = Options> {
  readonly name: string;
  readonly task: Task;
  /** One line, without a full stop, for the list of commands. */
  readonly summary: string;
  /** What more there is to know, for its own help. @default nothing */
  readonly description?: string;
  readonly arguments?: readonly Argument[];
  readonly options?: O;
  /** What follows the command's name, and what that does. */
  readonly examples: readonly (readonly [typed: string, meaning: string])[];
  /** What exit codes mean here when there is more to say than the table does. */
  readonly exitCodes?: Readonly<Partial<Record<ExitCode, string>>>;
  /** Tool of this repository that gets every further argument as it is, like `jest`. @default none */
  readonly passesOnTo?: string;
  /** Whether it needs this project's sources, which an installed package does not have. @default false */
  readonly isOfRepository?: boolean;
  /** Does it, and returns the exit code (nothing is 0). What it needs is imported when it runs: help is quick. */
  readonly run: (given: Given<O>) => unknown;
}

/** Declares a command; its options are known by name to what it runs. */
export const command = <const O extends Options>(declared: Command<O>): Command => declared as unknown as Command;
