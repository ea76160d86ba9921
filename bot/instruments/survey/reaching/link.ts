import { readLink as read, writeLink } from "../../../core/model/deep-link.ts";
import type { Process } from "../../../core/model/process.ts";
import { readSurvey } from "../state.ts";

/** Links to a survey, for a poster, a letter, or people to pass on. */

/** The part after `start=` in a link, or typed after /start. */
export function linkOf(process: Process): string {
  return writeLink({ kind: "survey", id: process.id, code: readSurvey(process).code });
}

/** The link for youth workers and others who enter what a group says; missing for older surveys. */
export function groupLinkOf(process: Process): string | undefined {
  const { groupCode } = readSurvey(process);
  return groupCode && writeLink({ kind: "surveyGroup", id: process.id, code: groupCode });
}

export function readLink(
  campaign: string,
): { readonly id: string; readonly code: string; readonly group: boolean } | undefined {
  const link = read(campaign);
  if (link?.kind !== "survey" && link?.kind !== "surveyGroup") return undefined;
  return { id: link.id, code: link.code, group: link.kind === "surveyGroup" };
}
