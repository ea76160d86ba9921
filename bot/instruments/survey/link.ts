import { CODE } from "../../core/code.ts";
import type { Process } from "../../core/process.ts";
import { readSurvey } from "./state.ts";

/** The link to one survey: on a poster, in a letter, or from somebody who passes it on. */

const LINK = new RegExp(`^([sw])-(P\\d{7})-(${CODE})$`);

/** What goes behind `start=`, or is typed after /start. */
export function linkOf(process: Process): string {
  return `s-${process.id}-${readSurvey(process).code}`;
}

/** For youth workers and others who enter what a group says; not for every survey of before. */
export function groupLinkOf(process: Process): string | undefined {
  const { groupCode } = readSurvey(process);
  return groupCode && `w-${process.id}-${groupCode}`;
}

export function readLink(
  campaign: string,
): { readonly id: string; readonly code: string; readonly group: boolean } | undefined {
  const [, kind, id, code] = LINK.exec(campaign) ?? [];
  return id === undefined || code === undefined ? undefined : { id, code, group: kind === "w" };
}
