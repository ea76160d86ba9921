import { inRows, needs, reply } from "../decision.ts";
import type { Lane } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import { button, type Choice } from "../model/screen.ts";
import type { Decision } from "../turn.ts";
import { beginning } from "./begin-process.ts";
import { rowChoices } from "./chat-buttons.ts";
import { kindNamed } from "./children.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { standingOf } from "./record.ts";
import { doPress } from "./row-button.ts";
import { stateIs } from "./rows.ts";
import { fieldOf, ownTitleOf, titleOf } from "./shown-values.ts";
import { isResidentId } from "./telling.ts";

/** What she finds again: what is over, what she told the town alone, and what stands under something she takes part in. */

/** What it is called and where it stands; undefined while residents do not see it. */
export function calledHers(kind: AnyKind, { process, state }: Standing, lane: Lane): Message | undefined {
  const { table } = kind;
  if (stateIs(table, state.at) === "hidden") return undefined;
  const isHers = state.filled[beginning(kind).name]?.by === lane.resident;
  return say("common:process.hers.row", {
    ...(isHers ? ownTitleOf(process) : titleOf(process)),
    at: whereItStands(kind, state.at),
  });
}

/** In words that residents read. */
function whereItStands({ table }: AnyKind, at: string): Message {
  return say(at === "forced" ? "common:process.at.forced" : `${table.name}:at.${at}`);
}

function offeredIn({ state: { children = {} } }: Standing): readonly string[] {
  return Object.values(children).flatMap(({ offered = [] }) => offered);
}

/** The button that shows what stands under it, when there is something to do. */
export function childChoices(kind: AnyKind, standing: Standing): Choice[][] {
  if (offeredIn(standing).length === 0) return [];
  const press = { ...doPress(kind, "all", standing.process.id), step: "under" };
  return [[button(say("common:process.under.see"), press)]];
}

/** What stands under it, and what she can do there. */
export function childrenShown(kind: AnyKind, standing: Standing, lane: Lane): Decision {
  const { context } = standing;
  const ids = offeredIn(standing);
  const unseen = ids.filter((id) => context.seen.process[id] === undefined);
  if (unseen.length > 0) return needs(...unseen.map((id) => ({ see: "process" as const, id })));
  const shown = ids.flatMap((id) => {
    const process = context.seen.process[id];
    const of = process && kindNamed(kind, process.instrument);
    return of ? [{ of, child: standingOf(of, process, context, lane) }] : [];
  });
  const rows = shown.map(({ of, child }, at) =>
    say("common:process.under.row", {
      n: at + 1,
      what: whatItSays(of, child),
      at: whereItStands(of, child.state.at),
    }),
  );
  return {
    lane,
    effects: reply({
      lines: [say("common:process.under.list"), ...inRows(rows)],
      choices: shown.flatMap(({ of, child }, at) =>
        rowChoices(of, child, lane).map((one) =>
          one.map((choice) => ({
            ...choice,
            label: say("common:process.under.do", { n: at + 1, what: choice.label }),
          })),
        ),
      ),
    }),
  };
}

/** What was promised, in the words of the municipality; whatever a resident filled in is called by its kind. */
function whatItSays(kind: AnyKind, { process, state }: Standing) {
  const { name, step } = beginning(kind);
  const { by, values = {} } = state.filled[name] ?? {};
  const words = fieldOf(step.asks, "words");
  return by === undefined || isResidentId(by) || words === undefined
    ? titleOf(process).title
    : { localized: values[words] as Readonly<Record<string, string>> };
}
