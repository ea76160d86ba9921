import { fingerprint } from "../../../core/fingerprint.ts";
import type { Screen } from "../../../core/model/screen.ts";

/**
 * What an official saw before sending, as the form brings it back: the message itself, and how many events the issue had.
 * So nothing is sent that a colleague has overtaken meanwhile.
 */
export interface ShownPreview {
  /** A fingerprint of what was shown. */
  readonly print: string;
  /** The entries in the history at that moment. */
  readonly entries: number;
}

export function printOf(screen: Screen, language: string): string {
  return fingerprint(JSON.stringify([screen, language]));
}

export function writePreview({ print, entries }: ShownPreview): string {
  return `${print}.${entries}`;
}

/** @returns undefined when it was not written by `writePreview` */
export function readPreview(text: string): ShownPreview | undefined {
  const [, print, entries] = /^([^.]*)\.(\d+)$/.exec(text) ?? [];
  return print === undefined ? undefined : { print, entries: Number(entries) };
}
