import { needs } from "../../../core/decision.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Need } from "../../../core/needs.ts";
import { stageSchema } from "../../../core/processes/stage.ts";
import type { Context } from "../../../core/turn.ts";
import type { Issue, Status } from "../state.ts";

/** What came of an issue, the same wherever it is read. */

/** What was answered, or why nothing is done; nothing while there is no answer. */
export function answerLines(end: Status): Message[] {
  // By when it will be done stands with where that stands now.
  if (end.at === "answered" || end.at === "closed")
    return [
      say(end.outcome === "planned" ? "issue:detail.planned" : `issue:outcome.${end.outcome}`),
      say("common:quote", { text: end.text }),
    ];
  return end.at === "declined"
    ? [say(`issue:declined.${end.reason}`), say("common:quote", { text: end.text })]
    : [];
}

/** Where else she can go, when it is for somebody else. */
export function placeLines(end: Status): Message[] {
  return end.at === "declined" && end.place ? [say("issue:notice.rightPlace", { place: end.place })] : [];
}

/** Where the question to the council and the promise stand that were made of it. */
export function underIt(
  { council, promise }: Issue,
  { seen }: Context,
): { readonly lines: readonly Message[] } | { readonly needs: readonly Need[] } {
  const found = [
    ["council", "response", council?.response],
    ["promise", "commitment", promise],
  ] as const;
  const unseen = found.flatMap(([, , id]) =>
    id !== undefined && seen.process[id] === undefined ? [{ see: "process" as const, id }] : [],
  );
  if (unseen.length > 0) return needs(...unseen);
  const lines = found.flatMap(([label, kind, id]): Message[] => {
    const process = id === undefined ? undefined : seen.process[id];
    if (!process) return [];
    const { at } = stageSchema.parse(process.state);
    return [say(`issue:detail.${label}`, { status: say(`${kind}:at.${at}`) })];
  });
  return { lines };
}
