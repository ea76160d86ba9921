import { type OfIssue, readIssue } from "../state.ts";

/** What the code on its paper is derived from; undefined when it has none, or is erased. */
export function paperNameOf(contribution: OfIssue): string | undefined {
  const { via, erased, erasing } = readIssue(contribution);
  return via === undefined || erased || erasing ? undefined : `${contribution.id}#${via.paper}`;
}
