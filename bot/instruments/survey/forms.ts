import type { Form } from "../../core/model/card.ts";
import { type Localized, type Message, say } from "../../core/model/message.ts";
import type { Sent } from "../../core/processes/filled.ts";
import type { AnyKind, ProcessKind, RowForm, Standing } from "../../core/processes/kind.ts";
import type { Decision } from "../../core/turn.ts";
import { dayProblems } from "./days.ts";
import { asked, askForm } from "./entering/asking-staff.ts";
import { entered, enterForm } from "./entering/entering.ts";
import type { survey as table } from "./lifecycle.ts";
import { stopForm } from "./making/ending-early.ts";
import { beginForm, begun } from "./making/opening.ts";
import { repeatForm } from "./making/repeating.ts";
import { questionRows, remarks } from "./making/review-lines.ts";
import { approveForm, sendBackForm } from "./making/reviewing.ts";
import { addForm } from "./questions/adding.ts";
import { pasteForm } from "./questions/pasting.ts";
import { removeForm } from "./questions/removing.ts";
import { inviteForm } from "./reaching/inviting.ts";
import { needsSaid, publishForm } from "./returning/publishing.ts";
import { quoteForm } from "./returning/quotes.ts";
import { type Acted, isActed, type Survey } from "./state.ts";
import { survey } from "./survey.ts";

/** What members of the workspace fill in for a survey, beside what its rows ask. */

/** A form that is made and read apart: it follows the questions. */
function apart(
  form: (s: Standing<Survey>) => Form,
  done: (s: Standing<Survey>, input: Sent) => Decision,
): RowForm<Survey> {
  return {
    plain: true,
    opens: (s) => ({ effects: [{ do: "open", form: form(s) }] }),
    own: { fields: () => [], read: () => ({ filled: {}, errors: {} }) },
    does: (s, _filled, input) => done(s, input),
  };
}

const noProblems: Readonly<Record<string, Message>> = {};

type Own = ProcessKind<typeof table, Survey>;

const change: Own["change"] = { begin: begun };
const needs: Own["needs"] = { publish: needsSaid };

const forms: Own["forms"] = {
  begin: beginForm,
  questions: pasteForm,
  addQuestion: addForm,
  removeQuestion: removeForm,
  days: {
    plain: true,
    says: () => [],
    starts: ({ state: { opensOn, closesOn } }) => ({ opensOn, closesOn }),
    problems: ({ process }, filled) => {
      const { answerBy, ...others } = dayProblems(filled as Survey, process.card.answerBy);
      // The day of the answer is on the card, so its error is shown at the last day.
      return { ...(answerBy && { closesOn: answerBy }), ...others };
    },
  },
  // The answer still has to follow after everybody has read the results.
  edit: {
    plain: true,
    problems: ({ state: { resultsBy } }, { answerBy }) =>
      String(answerBy) < resultsBy ? { answerBy: say("officials:survey.error.answerBy") } : noProblems,
  },
  propose: {
    plain: true,
    says: ({ process, context }) => [
      say("officials:survey.proposeIntro"),
      ...remarks(process, context),
      ...questionRows(process),
    ],
  },
  approve: approveForm,
  sendBack: sendBackForm,
  takeBack: { plain: true, says: () => [say("officials:survey.takeBackIntro")] },
  discard: {
    plain: true,
    says: ({ process }) => [
      say("officials:survey.discardIntro", { title: { localized: process.card.title } }),
    ],
  },
  invite: inviteForm,
  enterPaper: apart(
    ({ process, context }) => enterForm("paper", process, {}, context),
    ({ process, context }, input) => entered("paper", input, process, context),
  ),
  enterGroup: apart(
    ({ process, context }) => enterForm("group", process, {}, context),
    ({ process, context }, input) => entered("group", input, process, context),
  ),
  askStaff: apart(
    ({ process, context }) => askForm(process, context),
    ({ process, context }, input) => asked(input, process, context),
  ),
  stop: stopForm,
  publish: publishForm,
  quote: quoteForm,
  actOn: {
    plain: true,
    problems: ({ context: { town } }, filled) => {
      const [own = "nl"] = town.languages;
      return isActed(filled as Acted) ? noProblems : { [`because_${own}`]: say("officials:error.reason") };
    },
  },
  tellHelpers: {
    plain: true,
    problems: ({ context: { town } }, { words }) =>
      Object.fromEntries(
        town.languages
          .filter((one) => (words as Localized)[one] === undefined)
          .map((one) => [`words_${one}`, say("officials:error.required")]),
      ),
  },
  repeat: repeatForm,
};

/** As officials have it. Each form is called with the state that the survey's own schema read. */
export const surveyKind: AnyKind = {
  ...survey,
  change: { ...survey.change, ...(change as AnyKind["change"]) },
  needs: { ...survey.needs, ...(needs as AnyKind["needs"]) },
  forms: forms as AnyKind["forms"],
};
