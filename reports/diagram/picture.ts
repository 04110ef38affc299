/** What a box stands for; decides how it looks. */
export type BoxKind = "outside" | "vpc" | "zone" | "public" | "private" | "nodes" | "thing" | "service" | "stack";

/** A rectangle with a title and some lines of text, and what is inside. */
export interface Box {
  /** Unique in its picture. */
  readonly id: string;
  readonly kind: BoxKind;
  readonly title: string;
  /** Lines below the title. @default none */
  readonly lines?: readonly string[];
  /** One of several places where something may be: drawn with a dashed line. @default false */
  readonly isOneOf?: boolean;
  /** @default none */
  readonly children?: readonly Box[];
}

/** An arrow between two boxes, which may be on different levels. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Written beside it, line by line. */
  readonly label: readonly string[];
  /** Part of the way of a visitor's request: drawn stronger. @default false */
  readonly isRequest?: boolean;
}

/** A drawing before anything has a position. */
export interface Picture {
  readonly title: string;
  /** For those who do not see it: what is where, in a few sentences. */
  readonly description: string;
  /** Everything the picture says, as a list of sentences. */
  readonly facts: readonly string[];
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  /** Boxes without arrows that stand below, in rows. @default none */
  readonly below?: { readonly title: string; readonly boxes: readonly Box[] };
  /** Explains the signs; drawn at the bottom. */
  readonly legend: readonly string[];
}

/** A rectangle in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box with a position; children have theirs in the same coordinates. */
export interface PlacedBox extends Omit<Box, "children">, Area {
  /** Left upper corner of the title and the lines, with the space around them. */
  readonly header: { readonly x: number; readonly y: number };
  readonly children: readonly PlacedBox[];
}

/** An arrow with its corners and the place of its label. */
export interface PlacedArrow extends Arrow {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly labelArea: Area;
}

/** A drawing with all positions. */
export interface PlacedPicture extends Area {
  readonly boxes: readonly PlacedBox[];
  readonly arrows: readonly PlacedArrow[];
}
