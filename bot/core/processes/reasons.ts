import { needs, reply } from "../decision.ts";
import type { Lane } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import { button, type Choice } from "../model/screen.ts";
import type { Decision } from "../turn.ts";
import { BRINGS } from "./chat-answers.ts";
import { itemWords, itemWordsLine } from "./item-words.ts";
import { itemOf, listName } from "./items.ts";
import type { AnyKind, Item, Standing } from "./kind.ts";
import { doPress } from "./row-button.ts";
import { sides } from "./sides.ts";

/** Reasons for and against what somebody brought in: each has a place for both, and they are looked at like all else. */

/** Reasons on one screen (our limit). */
const SHOWN = 5;

function hasSides({ table }: AnyKind, { state }: Item): boolean {
  return table.parts?.items?.[state.list]?.sides === true;
}

/**
 * Whether reasons can be read and given about it: others see it, and its part has a place for them. A button can be
 * forged. @param part of the table that the reason is given under
 */
export function isArgued(kind: AnyKind, item: Item, part = item.state.list): boolean {
  return item.state.at === "shown" && item.state.list === part && hasSides(kind, item);
}

/** The button that shows the reasons of something. */
export function reasonChoices(kind: AnyKind, item: Item): Choice[] {
  return hasSides(kind, item)
    ? [button(say("common:process.reasons.see"), { ...doPress(kind, "0", item.row.id), step: "reasons" })]
    : [];
}

/** The reasons for and against it, and a button for each side. */
export function reasonsOf(kind: AnyKind, item: Item, standing: Standing, lane: Lane): Decision {
  const { state, context } = standing;
  if (!isArgued(kind, item)) return { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
  const lists = sides.map((side) => listName(item.row.id, side));
  const unread = lists.filter((name) => context.seen.listed[name] === undefined);
  if (unread.length > 0) return needs(...unread.map((process) => ({ see: "listed" as const, process })));
  const rowsOf = (name: string): Message[] =>
    (context.seen.listed[name] ?? [])
      .map((one) => itemOf(kind, one))
      .slice(-SHOWN)
      .map((one) => say("common:process.row", { what: itemWords(one.state) }));
  const lines = sides.flatMap((side): Message[] => {
    const rows = rowsOf(listName(item.row.id, side));
    return rows.length > 0
      ? [say(`common:process.reasons.${side}`), say("common:rows", { rows: { rows } })]
      : [say(`common:process.reasons.none.${side}`)];
  });
  const part = kind.table.parts?.items?.[item.state.list];
  const isOpen = (part?.changesIn ?? part?.in)?.includes(state.at) && !state.closing;
  const choices = isOpen
    ? [
        sides.map((side) =>
          button(
            say(`common:process.reasons.give.${side}`),
            doPress(kind, `${BRINGS}${item.state.list}+${side}`, item.row.id),
          ),
        ),
      ]
    : [];
  return {
    lane,
    effects: reply({
      lines: [itemWordsLine(item.state), ...lines],
      choices,
    }),
  };
}
