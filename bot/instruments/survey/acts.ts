import type { Survey } from "./state.ts";

/** The acts possible on a survey, and when. Who may do them is in `bot/core/officials/permissions.ts`. */

export const acts = [
  "questions",
  "addQuestion",
  "removeQuestion",
  "propose",
  "approve",
  "sendBack",
  "takeBack",
  "discard",
  "invite",
  "stop",
  "enterPaper",
  "enterGroup",
  "askStaff",
  "results",
  "texts",
  "days",
  "publish",
  "actOn",
  "tellHelpers",
  "repeat",
  "edit",
] as const;
export type OfficialAct = (typeof acts)[number];

export function isAct(option: string): option is OfficialAct {
  return acts.some((one) => one === option);
}

/** The acts now possible, in the order of the buttons; the first is the primary one. */
export function possibleActs(survey: Survey): OfficialAct[] {
  const acts = actsOf(survey);
  // Only for surveys that ask people whether they would help.
  const asksHelp = survey.definition.questions.some(({ kind }) => kind === "pledge");
  return asksHelp ? acts : acts.filter((one) => one !== "tellHelpers");
}

function actsOf({ at, definition, closing, mended }: Survey): OfficialAct[] {
  if (closing) return ["results"];
  switch (at) {
    case "draft":
      return definition.questions.length === 0
        ? ["addQuestion", "questions", "days", "edit", "discard"]
        : ["propose", "questions", "addQuestion", "removeQuestion", "days", "edit", "discard"];
    case "review":
      return ["approve", "sendBack", "questions", "days", "discard"];
    case "scheduled":
      // What a colleague approved cannot be changed: to change its title or days it must be taken back first.
      return ["takeBack", "discard"];
    case "open":
      return [
        ...(mended ? (["approve", "sendBack"] as const) : []),
        "invite",
        "results",
        "enterPaper",
        "enterGroup",
        "askStaff",
        "tellHelpers",
        "questions",
        "edit",
        "stop",
      ];
    case "stopping":
      return ["results"];
    case "closed":
      return ["publish", "results", "texts", "tellHelpers", "edit"];
    case "results_published":
      return ["actOn", "results", "texts", "tellHelpers", "repeat", "edit"];
    case "acted_on":
      return ["repeat", "results", "texts", "tellHelpers"];
    case "discarded":
      return [];
  }
}
