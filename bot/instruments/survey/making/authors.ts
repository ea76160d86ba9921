import type { Process } from "../../../core/model/process.ts";
import { readSurvey, type Survey } from "../state.ts";

/**
 * The authors of what a colleague is asked to review: everybody who changed anything of it since the last time it was
 * approved, and who proposed it. None of them looks at it in the place of somebody else.
 */
export function authorsOf(process: Process): readonly string[] {
  const { authors, changedBy, mended } = readSurvey(process);
  // Rows of before have no list: it is those who are known.
  return authors ?? [...new Set([process.organiser, changedBy, mended?.by])].flatMap((one) => one ?? []);
}

/** The survey as somebody changed it. After an approval the list begins anew. */
export function withAuthor(survey: Survey, process: Process, member: string): Survey {
  const before = isApproved(readSurvey(process)) ? [] : authorsOf(process);
  return { ...survey, authors: [...new Set([...before, member])], approved: undefined };
}

/** The survey as somebody proposed it: she changed nothing, and nobody stops being its author because of that. */
export function proposedBy(survey: Survey, process: Process, member: string): Survey {
  return { ...survey, authors: [...new Set([...authorsOf(process), member])] };
}

function isApproved({ authors, approved, review }: Survey): boolean {
  return authors ? approved === true : review !== undefined && review.words === undefined;
}
