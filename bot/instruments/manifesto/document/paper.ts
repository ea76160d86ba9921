import { townClock } from "../../../core/calendar/time.ts";
import { type Cells, cells, LEAST_SHOWN, wholeTens } from "../../../core/disclosure/disclosure.ts";
import { ageLabel, ages as bands } from "../../../core/model/age.ts";
import type { Document, DocumentSection } from "../../../core/model/document.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Municipality } from "../../../core/model/municipality.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Context } from "../../../core/turn.ts";
import { agreementLines, numberOfItem, onALine } from "../names.ts";
import { coreOf, type Item, type Manifesto, readManifesto } from "../state.ts";
import { adoptedItems, figureLines, figures } from "../voting/points.ts";
import { groupedLines, openly, pointsOpenly, pointsTold, youngPeople } from "../voting/told-figures.ts";

/** The manifesto as it is handed over: in the young people's words, and later with the council's answers. */

export function paper(process: Process, { town, now }: Pick<Context, "town" | "now">): Document | undefined {
  const manifesto = readManifesto(process);
  if (!manifesto.papers) return undefined;
  const { card } = process;
  const items = adoptedItems(manifesto);
  const others = (manifesto.themes ?? []).filter((one) => !items.includes(one));
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
        items: items.map((item) => ({
          heading: say("manifesto:point.bare", { n: numberOfItem(item), words: item.words }),
          facts: factsOf(item, manifesto),
        })),
      },
      ...(others.length > 0
        ? [
            {
              heading: say("manifesto:paper.others"),
              lines: others.map((one) =>
                say(one.dropped ? "manifesto:paper.otherFirst" : "manifesto:paper.other", {
                  words: onALine(one.words),
                  points: pointsTold(
                    one,
                    one.dropped ? manifesto.firstRound : manifesto.result,
                    manifesto.agreement,
                  ),
                }),
              ),
            },
          ]
        : []),
      howItWasMade(process, manifesto, town),
      ...whoTookPart(manifesto, town),
    ],
    data: dataOf(process, manifesto, items),
  };
}

function factsOf(item: Item, { result, agreement }: Manifesto) {
  const { point, answer, promises = [] } = item;
  return [
    ...(point
      ? [
          { term: say("manifesto:paper.action"), text: point.action },
          { term: say("manifesto:paper.addressee"), text: point.addressee },
        ]
      : []),
    {
      term: say("manifesto:paper.support"),
      text: pointsTold(item, result, agreement),
    },
    ...(answer
      ? [
          { term: say("manifesto:paper.answer"), text: say(`manifesto:paper.outcome.${answer.outcome}`) },
          {
            term: say("manifesto:paper.reason"),
            text: say("common:as_is", { text: { localized: answer.reason } }),
          },
        ]
      : []),
    ...promises.flatMap(({ what, due, at, words }) => [
      {
        term: say("manifesto:paper.promise"),
        text: say("manifesto:paper.promised", { what: { localized: what }, day: { date: due } }),
      },
      { term: say("manifesto:paper.now"), text: say(`manifesto:promise.${at}`) },
      ...(words
        ? [
            {
              term: say("manifesto:paper.explanation"),
              text: say("common:as_is", { text: { localized: words } }),
            },
          ]
        : []),
    ]),
  ];
}

function howItWasMade(process: Process, manifesto: Manifesto, { name: town }: Municipality): DocumentSection {
  const { result, firstRound, agreement } = manifesto;
  const lines: Message[] = [
    say("manifesto:paper.made", { town, count: coreOf(manifesto).length }),
    ...(firstRound ? [say("manifesto:paper.turnoutFirst", { young: youngPeople(firstRound.voters) })] : []),
    ...(result ? [say("manifesto:paper.turnout", { young: youngPeople(result.voters) })] : []),
    ...(result ? groupedLines(result, agreement) : []),
    ...(agreement ? agreementLines(agreement) : []),
    ...(result?.same && firstRound?.same !== false ? [say("manifesto:paper.recounted")] : []),
    say(`common:process.level.${process.card.level}`),
    say("common:process.decides", { who: { localized: process.card.decides } }),
    ...(manifesto.themes?.some((one) => one.answer) ? figureLines(manifesto) : []),
  ];
  return { heading: say("manifesto:paper.how"), lines };
}

/** Participants by age and neighbourhood, if they allow it; no group so small that one could tell who they are. */
function whoTookPart({ result }: Manifesto, { neighbourhoods }: Municipality): DocumentSection[] {
  if (!result) return [];
  const { total, ages, neighbourhoods: areas } = result.makeup;
  const age = (key: string): Message => {
    const band = bands.find((one) => one === key);
    return band ? ageLabel(band) : say("common:data.unknown");
  };
  const area = (key: string): Message => {
    const known = neighbourhoods.find((one) => one.key === key);
    return known ? say("common:as_is", { text: known.name }) : say("common:onboarding.elsewhere");
  };
  return [
    {
      heading: say("manifesto:paper.who"),
      lines: [
        say("manifesto:paper.tookPart", { young: youngPeople(total) }),
        ...groupLines("ages", cells(ages, total), age),
        ...groupLines("areas", cells(areas, total), area),
        say("manifesto:paper.onlyAllowed", { least: LEAST_SHOWN }),
      ],
    },
  ];
}

function groupLines(
  kind: "ages" | "areas",
  found: Cells | undefined,
  name: (key: string) => Message,
): Message[] {
  if (!found) return [say(`manifesto:paper.${kind}TooFew`)];
  const { shown, together, unknown } = found;
  return [
    say(`manifesto:paper.${kind}`, {
      rows: {
        rows: [
          ...(kind === "ages" ? inAge(shown) : shown).map(([key, count]) =>
            say("manifesto:paper.group", { name: name(key), count }),
          ),
          ...(together > 0 ? [say("manifesto:paper.together", { count: together })] : []),
          say("manifesto:paper.unknown", { count: unknown }),
        ],
      },
    }),
  ];
}

/** Machine-readable. No ids of people: neither of residents nor of colleagues. */
function dataOf(process: Process, manifesto: Manifesto, items: readonly Item[]) {
  const { result, firstRound, agreement } = manifesto;
  return {
    id: process.id,
    title: process.card.title,
    question: process.card.question,
    state: manifesto.at,
    since: manifesto.began[manifesto.at] ?? process.changed,
    agreement,
    voters: openly(result?.voters),
    votersFirstRound: firstRound && openly(firstRound.voters),
    ...(result && {
      participants: {
        total: openly(result.makeup.total),
        ages: groupsOpenly(cells(result.makeup.ages, result.makeup.total)),
        neighbourhoods: groupsOpenly(cells(result.makeup.neighbourhoods, result.makeup.total)),
      },
    }),
    // Rounded to whole tens, as in the text.
    grouped: result && result.grouped > 0 ? (wholeTens(result.grouped) ?? null) : 0,
    items: items.map(({ n, words, topics, point, answer, promises = [] }) => ({
      n,
      words,
      topics: topics.length,
      ...point,
      ...pointsOpenly({ n }, result, agreement),
      ...(answer && { answer: { outcome: answer.outcome, reason: answer.reason, on: answer.on } }),
      promises: promises.map((one) => ({ ...one, late: one.late ?? false })),
    })),
    figures: figures(manifesto),
  };
}

/** The youngest first: the keys begin with the age. */
function inAge(shown: Cells["shown"]): Cells["shown"] {
  return shown.toSorted(([a], [b]) => a.localeCompare(b));
}

/** Null where too few are known. */
function groupsOpenly(found: Cells | undefined) {
  return found
    ? { ...Object.fromEntries(found.shown), together: found.together, unknown: found.unknown }
    : null;
}
