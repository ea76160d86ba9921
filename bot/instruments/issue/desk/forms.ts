import type { Form } from "../../../core/model/card.ts";
import { shortened } from "../../../core/model/characters.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import { type Language, type Message, say } from "../../../core/model/message.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { statusForDesk } from "../following/status-line.ts";
import { onPaper } from "../hearers.ts";
import { deskName, NAME } from "../names.ts";
import type { ActName, Attempt } from "./act.ts";
import { deskActOf } from "./acts.ts";
import { actNames } from "./buttons.ts";
import { refusalOf } from "./permitted.ts";

/** The forms at a desk: one for each act, and the overview from the start page. */

export interface Preview {
  readonly screen: Screen;
  readonly language: Language;
  readonly seen: string;
  readonly advice?: readonly Message[];
}

/**
 * The form for one act. With a preview its button sends; without, it shows the preview first.
 * @param more.meanwhile somebody else did something with the issue since the preview
 */
export function formFor(
  name: ActName,
  attempt: Attempt,
  { preview, errors, meanwhile }: { preview?: Preview; errors?: Form["errors"]; meanwhile?: boolean } = {},
): Form {
  const act = deskActOf(name);
  if (act.silentForm && !preview) return act.silentForm(attempt);
  const { contribution, issue, context } = attempt;
  return {
    id: { instrument: NAME, form: name, ref: contribution.id, seen: preview?.seen },
    title: say(`officials:act.${name}`),
    submit: say(act.isSilent ? "officials:save" : preview ? "officials:send" : "officials:see"),
    intro: [
      ...(meanwhile ? [say("officials:meanwhile", { status: statusForDesk(issue.status) })] : []),
      say(`officials:intro.${name}`, {
        number: shownNumber(contribution.id),
        team: deskName(contribution.desk, context.office),
      }),
      ...(onPaper(contribution).includes(contribution.id) ? [say("officials:counter.reads")] : []),
      ...(act.intro?.(attempt) ?? []),
    ],
    fields: (act.fields ?? act.proposes)?.(attempt) ?? [],
    preview: preview && { screen: preview.screen, language: preview.language, advice: preview.advice },
    errors,
  };
}

/** Characters of the resident's words in the overview. */
const OVERVIEW_WORDS = 2000;

/** The form that the overview is, by its name. */
export const OVERVIEW = "overview";

/** From the start page: the words, where it stands and what can be done. */
export function overview(attempt: Attempt): Form {
  const { contribution, issue } = attempt;
  return {
    id: { instrument: NAME, form: OVERVIEW, ref: contribution.id },
    title: say("officials:card.title", { number: shownNumber(contribution.id) }),
    submit: say("officials:go"),
    intro: [
      statusForDesk(issue.status),
      say("common:as_is", { text: shortened(issue.words, OVERVIEW_WORDS) || say("officials:card.noWords") }),
      say("officials:overview.how"),
    ],
    fields: [
      {
        kind: "choice",
        name: "act",
        label: say("officials:overview.act"),
        options: actNames
          .filter((name) => refusalOf(name, attempt) === undefined)
          .map((name) => ({ value: name, label: say(`officials:act.${name}`) })),
      },
    ],
  };
}
