import type { Room } from "./office.ts";

/**
 * The subjects that the office's forms bring back with them: a pair of functions for each, because a form is away
 * meanwhile.
 */

const kinds: readonly NonNullable<Room["kind"]>[] = ["private", "direct", "group"];

/** The channel that a form binds. Neither its id nor its name can hold a “#”. */
export function writeRoom({ id, name, kind }: Room): string {
  return [id, name ?? "", kind ?? ""].join("#");
}

export function readRoom(ref: string): Room {
  const [id = "", name, asKind] = ref.split("#");
  const kind = kinds.find((one) => one === asKind);
  return { id, ...(name && { name }), ...(kind && { kind }) };
}

/** The desks that a form shows, by their ids, which hold letters, digits and “_”. */
export function writeDesks(ids: readonly string[]): string {
  return ids.join(",");
}

export function readDesks(ref: string): readonly string[] {
  return ref === "" ? [] : ref.split(",");
}

/** A preview of news: a fingerprint of what was shown, and when, in digits. */
export interface NewsPreview {
  /** A fingerprint of it. */
  readonly print: string;
  /** The moment of the preview, in digits alone. */
  readonly moment: string;
}

export function writeNewsPreview({ print, moment }: NewsPreview): string {
  return `${print}.${moment}`;
}

export function readNewsPreview(seen: string): NewsPreview {
  const [print = "", moment = ""] = seen.split(".");
  return { print, moment: moment.replaceAll(/\D/g, "") };
}

/** Members or roles in a line of the office's log; none of their names holds a comma. */
export function writeNames(names: readonly string[]): string {
  return names.join(", ");
}

export function readNames(text: string): readonly string[] {
  return text.split(", ").filter(Boolean);
}
