import type { Process } from "../../../core/model/process.ts";
import { readSurvey, type Survey } from "../state.ts";

/**
 * The authors of what a colleague is asked to review: everybody who changed something since it was last approved, and
 * the one who proposed it. None of them can review it in somebody else's place.
 */
export function authorsOf(process: Process): readonly string[] {
  const { authors, changedBy, mended } = readSurvey(process);
  // Older rows have no list: use the people we know of.
  return authors ?? [...new Set([process.organiser, changedBy, mended?.by])].flatMap((one) => one ?? []);
}

/** Records somebody as an author of her change. After an approval the list starts afresh. */
export function withAuthor(survey: Survey, process: Process, member: string): Survey {
  const before = isApproved(readSurvey(process)) ? [] : authorsOf(process);
  return { ...survey, authors: [...new Set([...before, member])], approved: undefined };
}

/** Records somebody as an author because she proposed it: she changed nothing, so the other authors remain. */
export function proposedBy(survey: Survey, process: Process, member: string): Survey {
  return { ...survey, authors: [...new Set([...authorsOf(process), member])] };
}

function isApproved({ authors, approved, review }: Survey): boolean {
  return authors ? approved === true : review !== undefined && review.words === undefined;
}
