import * as z from "zod/mini";
import { daySchema } from "../../core/calendar/time.ts";
import { needs } from "../../core/decision.ts";
import type { ForClerk } from "../../core/instrument.ts";
import { localizedSchema, say } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import type { Standing } from "../../core/processes/kind.ts";
import { standingOf } from "../../core/processes/record.ts";
import { rowsIn, some } from "../../core/processes/rows.ts";
import { titleOf } from "../../core/processes/shown-values.ts";
import type { Context, Decision } from "../../core/turn.ts";
import { commitmentSchema } from "../commitment/part.ts";
import { promisedIn } from "../commitment/promised.ts";
import { answerTo, needsOfPoints, pointsOf } from "../response/part.ts";
import { response } from "../response/response.ts";
import { press } from "./names.ts";
import { record, showCard } from "./record.ts";
import { handoverOf, type Item, type Manifesto, readManifesto } from "./state.ts";
import { adoptedItems } from "./voting/points.ts";

/** What was filled in for a point. */
const answerSchema = z.object({
  outcome: z.string(),
  reason: localizedSchema,
  promises: z._default(z.array(z.object({ what: localizedSchema, due: daySchema })), []),
});

/**
 * The council answers in a process of its own, and each of its promises is another. The manifesto shows what came of
 * both: in its document, in its figures, and to whoever looks for the answer. So it reads them when something moved.
 */
export function broughtOver(process: Process, state: Manifesto, context: Context): Decision | undefined {
  const { council, children = {}, themes = [] } = state;
  const promises = children.commitment?.ids ?? [];
  const ids = [...(council === undefined ? [] : [council]), ...promises];
  const unseen = ids.filter((id) => context.seen.process[id] === undefined);
  if (unseen.length > 0) return needs(...unseen.map((id) => ({ see: "process" as const, id })));
  const answer = council === undefined ? undefined : context.seen.process[council];
  const asked = answer ? standingOf(response, answer, context) : undefined;
  const unread = asked ? needsOfPoints(asked) : [];
  if (unread.length > 0) return needs(...unread);
  const made = promises.flatMap((id) => {
    const found = context.seen.process[id];
    return found ? [commitmentSchema.parse(found.state)] : [];
  });
  const adopted = adoptedItems(state);
  const next = themes.map((item) => {
    const point = asked && answered(asked, adopted.indexOf(item) + 1);
    const own = made.filter(({ about = "" }) => about === point?.id || about === String(item.n));
    const stand = own.flatMap((one) => promisedIn(one) ?? []);
    return {
      ...item,
      ...point?.said,
      ...(stand.length > 0 && { promises: stand }),
    };
  });
  const isSame = sorted(next) === sorted(themes);
  if (isSame) return undefined;
  // A corrected answer is a new version of the document; the first one makes it by a row of the table.
  const isCorrected =
    state.answered !== undefined && sorted(next.map(answerOf)) !== sorted(themes.map(answerOf));
  const papers = (state.papers ?? 0) + (isCorrected ? 1 : 0);
  const changed = record(
    process,
    { ...state, themes: next, papers },
    "broughtOver",
    { actor: "clock" },
    context,
  );
  return {
    processes: [changed.process],
    entries: [changed.entry],
    effects: [
      showCard(process.id),
      ...(isCorrected
        ? [{ do: "notify" as const, notice: { kind: "document" as const, contribution: process.id } }]
        : []),
    ],
  };
}

/** What was answered to the nth point, once it was sent. */
function answered(asked: Standing, n: number) {
  const on = asked.state.began.sent;
  const point = pointsOf(asked).find(({ state }) => state.n === n);
  if (on === undefined || !point) return undefined;
  const { outcome, reason, promises } = answerSchema.parse(answerTo(point));
  return {
    id: point.row.id,
    said: {
      answer: { outcome, reason, on },
      // Until the process of a promise has begun.
      ...(promises.length > 0 && { promises: promises.map((one) => ({ ...one, at: "promised" })) }),
    },
  };
}

function answerOf({ answer }: Item) {
  return answer;
}

/** The same for what holds the same, in whatever order the table gave it back. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => a.localeCompare(b)))
      : one,
  );
}

/** The council's next step, on the clerk's start page; undefined for a clerk who asked the council herself. */
export function waitsForClerk(process: Process, member: string): ForClerk | undefined {
  const state = readManifesto(process);
  const { at, council = "", children, result } = state;
  const params = titleOf(process);
  if ([process.organiser, handoverOf(state)?.by].includes(member)) return undefined;
  if (at === "editing" && result?.adopted.length === 0)
    return {
      text: say("officials:home.council", { ...params, act: say("officials:manifesto.act.endEmpty") }),
      press: press("card", "endEmpty", process.id),
    };
  const stands = Object.entries(children?.[response.table.name]?.now ?? {}).filter(([, count]) => count > 0);
  const [next] =
    stands
      .flatMap(([one]) => rowsIn(response.table, one))
      .find(([, { by, due, forEach }]) => some(by).includes("clerk") && due && forEach === undefined) ?? [];
  if (next === undefined) return undefined;
  const { name: instrument } = response.table;
  return {
    text: say("officials:home.council", { ...params, act: say(`officials:${instrument}.act.${next}`) }),
    press: { instrument, version: response.version, step: "card", option: next, ref: council },
  };
}
