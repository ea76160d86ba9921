import { retainedUntil } from "../../../core/calendar/retention.ts";
import { townClock } from "../../../core/calendar/time.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import { linkAddress } from "../../../core/model/deep-link.ts";
import type { Document } from "../../../core/model/document.ts";
import { type Language, say } from "../../../core/model/message.ts";
import type { PaperKind } from "../../../core/model/notice.ts";
import { shownCode, writePaperLink } from "../../../core/model/paper-code.ts";
import type { Context } from "../../../core/turn.ts";
import { answerLines, placeLines } from "../following/answer-lines.ts";
import { statusLine } from "../following/status-line.ts";
import { type OfIssue, readIssue } from "../state.ts";

/** The paper of a report, in the language of whoever told it: a receipt with its code, or the answer without one. */

type For = Pick<Context, "town" | "now"> & {
  readonly code: string;
  /** The report that the answer comes from, when it was merged. */
  readonly whole?: OfIssue;
};

export function paperOf(
  contribution: OfIssue,
  is: PaperKind,
  about: For,
): Document & { readonly language: Language } {
  const { id } = contribution;
  const { language, via } = readIssue(contribution);
  const number = shownNumber(id);
  return {
    name: `melding-${id}`,
    version: via?.paper ?? 1,
    title: say("issue:paper.title", { number }),
    language,
    day: townClock(about.now).day,
    sections:
      is === "receipt" ? receipt(contribution, about) : answer(number, about.whole ?? contribution, about),
    data: { id },
  };
}

function receipt(contribution: OfIssue, { town, code }: For): Document["sections"] {
  const { id, created } = contribution;
  const { dueAt } = readIssue(contribution);
  const number = shownNumber(id);
  const link = linkAddress(town, writePaperLink("report", { id, code }));
  return [
    {
      heading: say("issue:paper.yours"),
      lines: [say("issue:paper.numberAndCode", { number, code: shownCode(code) }), say("issue:paper.nobody")],
    },
    {
      heading: say("issue:paper.next"),
      lines: [
        ...(dueAt ? [say("issue:paper.promise", { day: { date: townClock(dueAt).day } })] : []),
        say("issue:paper.late"),
      ],
    },
    {
      heading: say("issue:paper.ask"),
      lines: [
        say("issue:paper.atDesk", { desk: { localized: town.contact.desk } }),
        ...(link
          ? [say("issue:paper.inChat", { link, number, code: shownCode(code) }), say("issue:paper.follow")]
          : []),
      ],
    },
    {
      heading: say("issue:paper.yourRights"),
      lines: [
        say("issue:paper.kept", {
          day: { date: townClock(retainedUntil(created, town)).day },
          count: town.retention.contributionMonths,
        }),
        say("issue:paper.erase"),
        say("issue:paper.lost"),
      ],
    },
  ];
}

function answer(number: string, whole: OfIssue, { town }: For): Document["sections"] {
  const { status, promisedBy } = readIssue(whole);
  const ended = "on" in status ? retainedUntil(status.on, town) : undefined;
  return [
    {
      heading: say("issue:paper.answerTo", { number }),
      lines: [
        say("issue:detail.title", { number, status: statusLine(status) }),
        ...answerLines(status),
        ...(promisedBy ? [say("issue:paper.promised", { day: { date: promisedBy } })] : []),
        ...placeLines(status),
      ],
    },
    {
      heading: say("issue:paper.disagree"),
      lines: [
        say("issue:paper.notYet", { desk: { localized: town.contact.desk } }),
        ...(ended ? [say("issue:paper.keptUntil", { day: { date: townClock(ended).day } })] : []),
      ],
    },
  ];
}
