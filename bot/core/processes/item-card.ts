import type { Card, CardAction } from "../model/card.ts";
import { type Contribution, type Entry, shownNumber } from "../model/contribution.ts";
import { type Message, say } from "../model/message.ts";
import { mapLink } from "../model/place.ts";
import type { Context } from "../turn.ts";
import { isBrought, itemOf } from "./items.ts";
import type { AnyKind } from "./kind.ts";
import { canMerge } from "./merging.ts";
import { moderationOf } from "./moderation.ts";
import { rolesThat } from "./rows.ts";

/** Something that was brought in, as the desk sees it. */
export function itemCard(
  kind: AnyKind,
  contribution: Contribution,
  { town }: Pick<Context, "town" | "office" | "now">,
): Card {
  const { name } = kind.table;
  const item = itemOf(contribution);
  const { state } = item;
  const [own = "nl"] = town.languages;
  const words = state.words[own] ?? Object.values(state.words)[0];
  const place = state.place;
  const link = place && mapLink(place);
  const press = (step: string, option: string) => ({
    instrument: name,
    version: kind.version,
    step,
    option,
    ref: contribution.id,
  });
  const brought = isBrought(kind, item);
  const isOwed = state.at === "waits" || state.objection !== undefined;
  const looks = moderationOf(kind, item).map(
    (option, at): CardAction => ({
      label: say(`officials:process.item.${option}`),
      press: press("item", option),
      rank: !isOwed || option === "hide" || option === "mask" ? "more" : at === 0 ? "main" : "plain",
    }),
  );
  const merges: CardAction[] = canMerge(kind, item)
    ? [{ label: say("officials:process.item.merge.act"), press: press("item", "merge"), rank: "more" }]
    : [];
  const rows: CardAction[] =
    state.at === "shown"
      ? Object.entries(kind.table.steps)
          .filter(([, step]) => step.forEach !== undefined && rolesThat(step).length > 0)
          .map(([row]) => ({
            label: say(`officials:${name}.act.${row}`),
            press: press("card", row),
            rank: "plain",
          }))
      : [];
  return {
    ref: contribution.id,
    title: say(brought ? "officials:process.item.title" : "officials:process.item.point", {
      number: shownNumber(contribution.id),
      n: state.n,
    }),
    ...(words !== undefined && !state.erased && { words }),
    facts: [
      ...(state.score === undefined
        ? []
        : [{ label: say("officials:process.item.score"), value: state.score }]),
      ...(state.group === undefined
        ? []
        : [{ label: say("officials:process.item.group"), value: state.group }]),
      ...(place
        ? [
            {
              label: say("officials:process.item.place"),
              value: place.words ?? say("officials:process.item.onMap"),
              ...(link !== undefined && { link }),
            },
          ]
        : []),
    ],
    status: state.objection
      ? say("officials:process.item.objects", {
          day: contribution.dueAt === undefined ? "" : { moment: contribution.dueAt },
        })
      : say(`officials:process.item.at.${state.at === "shown" && !brought ? "listed" : state.at}`),
    media: state.erased ? [] : state.media,
    actions: [...looks, ...rows, ...merges],
  };
}

/** A line of its history in the thread of its card. */
export function itemLine(kind: AnyKind, { event, words }: Entry): Message | undefined {
  if (event === "brought") return undefined;
  if (["added", "edited", "objected"].includes(event) && words !== undefined)
    return say(`officials:process.item.thread.${event}Words`, { words });
  return Object.hasOwn(kind.table.steps, event)
    ? say(`officials:${kind.table.name}.thread.${event}`)
    : say(`officials:process.item.thread.${event}`);
}
