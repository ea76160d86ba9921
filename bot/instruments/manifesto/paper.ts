import { ageLabel, ages } from "../../core/age.ts";
import type { Document, DocumentSection } from "../../core/document.ts";
import { type Message, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import { townClock } from "../../core/time.ts";
import type { Context } from "../../core/turn.ts";
import { agreementLines, shortened } from "./names.ts";
import { adoptedItems, figureLines, figures } from "./points.ts";
import { type Item, type Manifesto, readManifesto } from "./state.ts";

/** The manifesto as it is handed over: in the young people's words, and later with the council's answers. */

/** Of fewer than this one could tell who they are. */
const LEAST_SHOWN = 10;

export function paper(process: Process, { town, now }: Pick<Context, "town" | "now">): Document | undefined {
  const manifesto = readManifesto(process);
  if (!manifesto.papers) return undefined;
  const { card } = process;
  const items = adoptedItems(manifesto);
  const others = (manifesto.items ?? []).filter((one) => !items.includes(one));
  return {
    name: `manifest-${process.id.toLowerCase()}`,
    version: manifesto.papers,
    title: { localized: card.title },
    day: townClock(now).day,
    sections: [
      {
        heading: say("manifesto:paper.question"),
        lines: [say("common:as_is", { text: { localized: card.question } })],
      },
      {
        heading: say("manifesto:paper.items"),
        items: items.map((item, index) => ({
          heading: say("manifesto:point.bare", { n: index + 1, words: item.words }),
          facts: factsOf(item, manifesto),
        })),
      },
      ...(others.length > 0
        ? [
            {
              heading: say("manifesto:paper.others"),
              lines: others.map((one) =>
                say("manifesto:paper.other", {
                  words: shortened(one.words),
                  points: manifesto.result?.points[String(one.n)] ?? 0,
                }),
              ),
            },
          ]
        : []),
      howItWasMade(process, manifesto, town.name),
    ],
    data: dataOf(process, manifesto, items),
  };
}

function factsOf(item: Item, { result }: Manifesto) {
  const { point, answer, commitment } = item;
  const group = result?.groupPoints[String(item.n)] ?? 0;
  return [
    ...(point
      ? [
          { term: say("manifesto:paper.action"), text: point.action },
          { term: say("manifesto:paper.addressee"), text: point.addressee },
        ]
      : []),
    {
      term: say("manifesto:paper.support"),
      text: say(group > 0 ? "manifesto:paper.pointsGroups" : "manifesto:paper.points", {
        count: result?.points[String(item.n)] ?? 0,
        groups: group,
      }),
    },
    ...(answer
      ? [
          { term: say("manifesto:paper.answer"), text: say(`manifesto:paper.outcome.${answer.outcome}`) },
          { term: say("manifesto:paper.reason"), text: answer.reason },
        ]
      : []),
    ...(commitment
      ? [
          {
            term: say("manifesto:paper.promise"),
            text: say("manifesto:paper.promised", { what: commitment.what, day: { date: commitment.due } }),
          },
          { term: say("manifesto:paper.now"), text: say(`manifesto:promise.${commitment.at}`) },
          ...(commitment.words ? [{ term: say("manifesto:paper.explanation"), text: commitment.words }] : []),
        ]
      : []),
  ];
}

function howItWasMade(process: Process, manifesto: Manifesto, town: string): DocumentSection {
  const { result, agreement, core } = manifesto;
  const bands = ages
    .map((age) => ({ age, count: core.filter((one) => one.age === age).length }))
    .filter(({ count }) => count > 0);
  const lines: Message[] = [
    say("manifesto:paper.made", { town, count: core.length }),
    ...bands.map(({ age, count }) =>
      count < LEAST_SHOWN
        ? say("manifesto:paper.ageHidden", { age: ageLabel(age), least: LEAST_SHOWN })
        : say("manifesto:paper.age", { age: ageLabel(age), count }),
    ),
    ...(result ? [say("manifesto:paper.turnout", { count: result.voters })] : []),
    ...(result && result.grouped > 0 ? [say("manifesto:result.grouped", { count: result.grouped })] : []),
    ...(agreement ? agreementLines(agreement) : []),
    ...(result?.same ? [say("manifesto:paper.recounted")] : []),
    say(`common:process.level.${process.card.level}`),
    say("common:process.decides", { who: { localized: process.card.decides } }),
    ...(manifesto.items?.some((one) => one.answer) ? figureLines(manifesto) : []),
  ];
  return { heading: say("manifesto:paper.how"), lines };
}

/** For programs. No ids of people: not of residents, and not of colleagues either. */
function dataOf(process: Process, manifesto: Manifesto, items: readonly Item[]) {
  const { result, agreement } = manifesto;
  return {
    id: process.id,
    title: process.card.title,
    question: process.card.question,
    state: manifesto.at,
    since: manifesto.since,
    agreement,
    voters: result?.voters,
    grouped: result?.grouped,
    items: items.map(({ n, words, topics, point, answer, commitment }) => ({
      n,
      words,
      topics: topics.length,
      ...point,
      points: result?.points[String(n)] ?? 0,
      groupPoints: result?.groupPoints[String(n)] ?? 0,
      ...(answer && { answer: { outcome: answer.outcome, reason: answer.reason, on: answer.on } }),
      ...(commitment && {
        commitment: {
          what: commitment.what,
          due: commitment.due,
          at: commitment.at,
          late: commitment.late ?? false,
          words: commitment.words,
        },
      }),
    })),
    figures: figures(manifesto),
  };
}
