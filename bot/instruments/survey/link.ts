import type { Process } from "../../core/process.ts";
import { readSurvey } from "./state.ts";

/** The link to one survey: on a poster, in a letter, or from somebody who passes it on. */

const LINK = /^s-(P\d{7})-([0-9a-f]{8})$/;

/** What goes behind `start=`, or is typed after /start. */
export function linkOf(process: Process): string {
  return `s-${process.id}-${readSurvey(process).code}`;
}

export function readLink(campaign: string): { id: string; code: string } | undefined {
  const [, id, code] = LINK.exec(campaign) ?? [];
  return id === undefined || code === undefined ? undefined : { id, code };
}
