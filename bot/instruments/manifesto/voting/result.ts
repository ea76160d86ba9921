import { needs } from "../../../core/decision.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { titleOf } from "../../../core/processes/shown-values.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { cameOfIt } from "../answers.ts";
import { tellOrganiser } from "../core-group/core-group.ts";
import { onALine } from "../names.ts";
import { record } from "../record.ts";
import type { Item, Manifesto } from "../state.ts";
import { adoptedItems } from "./points.ts";
import { inTheRace } from "./rounds.ts";
import { pointsTold, youngPeople } from "./told-figures.ts";

/** A round was counted: its organiser hears it, and each author what became of her topic. */

/** Authors who are told in one commit; DynamoDB accepts 100 items. */
const AUTHORS_AT_ONCE = 40;

/** Where the running count and the recount do not agree, the kernel told her so when it counted. */
function tellCounted(process: Process, { result, firstRound }: Manifesto): readonly Effect[] {
  const { same = true, voters = 0 } = result ?? firstRound ?? {};
  if (!same) return [];
  const which = result ? "voteClosed" : "firstRoundClosed";
  const counted = say(`officials:manifesto.${which}`, { ...titleOf(process), young: youngPeople(voters) });
  return [tellOrganiser(process, counted)];
}

/** Tells every author what became of her topic: in parts, because one commit takes 100 items. */
export function tellAuthors(
  process: Process,
  manifesto: Manifesto,
  from: number,
  context: Context,
): Decision {
  const told = toldOf(manifesto);
  const topics = told.flatMap((item) => item.topics.map((topic) => ({ item, topic })));
  const part = topics.slice(from, from + AUTHORS_AT_ONCE);
  const unseen = part.filter(({ topic }) => context.seen.contribution[topic] === undefined);
  if (unseen.length > 0)
    return needs(...unseen.map(({ topic }) => ({ see: "contribution" as const, id: topic })));
  const last = from + AUTHORS_AT_ONCE >= topics.length;
  const changed = record(
    process,
    { ...manifesto, telling: last ? undefined : from + AUTHORS_AT_ONCE },
    "tellAuthors",
    { actor: "clock" },
    context,
  );
  const isCount = manifesto.answered === undefined;
  const first = from === 0 && isCount ? tellCounted(process, manifesto) : [];
  const effects = part.flatMap(({ item, topic }): Effect[] => {
    const by = context.seen.contribution[topic]?.by;
    if (by === undefined) return [];
    const lines = isCount ? countedLines(item, topic, manifesto) : answeredLines(item);
    return [{ do: "notify", notice: { kind: "resident", resident: by, screen: { about: topic, lines } } }];
  });
  return { processes: [changed.process], entries: [changed.entry], effects: [...first, ...effects] };
}

/** After the first round everybody; in the end not those whose topic dropped out then; of an answer, whose it is about. */
function toldOf(manifesto: Manifesto): readonly Item[] {
  if (manifesto.answered !== undefined) return adoptedItems(manifesto);
  return manifesto.result ? inTheRace(manifesto) : (manifesto.themes ?? []);
}

function countedLines(item: Item, topic: string, manifesto: Manifesto): readonly Message[] {
  const { result = manifesto.firstRound } = manifesto;
  const inside = result?.adopted.includes(item.n) ?? false;
  const round = manifesto.result ? "" : "First";
  return [
    say(`manifesto:result.${inside ? "yoursIn" : "yoursOut"}${round}`, {
      number: shownNumber(topic),
      words: onALine(item.words),
      points: pointsTold(item, result, manifesto.agreement),
    }),
    ...(inside ? [] : [say("manifesto:result.yoursOutWhy")]),
  ];
}

/** The council has answered. */
function answeredLines(item: Item): readonly Message[] {
  return [say("manifesto:tells.answer", { words: onALine(item.words) }), ...cameOfIt(item, true)];
}
