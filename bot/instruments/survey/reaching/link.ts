import { readLink as read, writeLink } from "../../../core/model/deep-link.ts";
import type { Process } from "../../../core/model/process.ts";
import { readSurvey } from "../state.ts";

/** The link to one survey: on a poster, in a letter, or from somebody who passes it on. */

/** What goes behind `start=`, or is typed after /start. */
export function linkOf(process: Process): string {
  return writeLink({ kind: "survey", id: process.id, code: readSurvey(process).code });
}

/** For youth workers and others who enter what a group says; not for every survey of before. */
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
