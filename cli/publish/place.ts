/** Where a report is published: comments of one pull or merge request, or the open issues of a project. */
export interface Place {
  /** What people call it, for messages. */
  readonly name: string;
  /** Most characters of one text there. */
  readonly most: number;
  readonly find: (marker: string) => Promise<Published | undefined>;
  readonly create: (title: string, body: string) => Promise<void>;
  readonly update: (published: Published, body: string) => Promise<void>;
  /** Ends an issue; a comment stays. @default nothing is ended */
  readonly close?: (published: Published) => Promise<void>;
}

export interface Published {
  readonly id: number;
}

/** A line that people do not see, by which the next run finds what this one wrote. */
export const markerOf = (title: string): string => `<!-- aws-platform: ${title.replaceAll("--", "-")} -->`;

/** The whole text, or as much of it as fits, with where the rest is. */
export function bodyOf(title: string, text: string, most: number): string {
  const body = `${markerOf(title)}\n${text.trimEnd()}\n`;
  if (body.length <= most) return body;
  const rest = "\n\n… cut here: the whole report is among the artifacts of this run.\n";
  const part = body.slice(0, most - rest.length - "\n```\n</details>".length);
  const fences = (part.match(/^```/gm) ?? []).length % 2 === 1 ? "\n```" : "";
  const open = (part.match(/<details/g) ?? []).length > (part.match(/<\/details>/g) ?? []).length ? "\n</details>" : "";
  return `${part}${fences}${open}${rest}`;
}

/** Writes a report where an earlier one of the same title is, or anew; says which. An empty report ends an issue that is open. */
export async function publish(place: Place, title: string, text: string): Promise<string> {
  const earlier = await place.find(markerOf(title));
  if (text.trim() === "") {
    if (earlier && place.close) await place.close(earlier);
    return earlier && place.close
      ? `${title}: nothing left, so its ${place.name} is closed`
      : `${title}: nothing to report`;
  }
  const body = bodyOf(title, text, place.most);
  if (earlier) await place.update(earlier, body);
  else await place.create(title, body);
  return `${title}: ${place.name} ${earlier ? "updated" : "written"}`;
}
