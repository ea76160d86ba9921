import { readLink as read, writeLink } from "../../../core/model/deep-link.ts";
import type { Process } from "../../../core/model/process.ts";
import { readSurvey } from "../state.ts";

/** Links to a survey, for a poster, a letter, or people to pass on. */

/** The part after `start=` in a link, or typed after /start. */
export function linkOf(process: Process): string {
  return writeLink({ kind: "survey", id: process.id, code: readSurvey(process).code });
}

/** @returns `group`: it is for youth workers; links of before have a letter of their own */
export function readLink(
  campaign: string,
): { readonly id: string; readonly code: string; readonly group: boolean } | undefined {
  const link = read(campaign);
  switch (link?.kind) {
    case "survey":
      return { id: link.id, code: link.code, group: false };
    case "surveyGroup":
    case "facilitated":
      return { id: link.id, code: link.code, group: true };
    default:
      return undefined;
  }
}
