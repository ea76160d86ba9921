import type { Card, CardAction } from "../model/card.ts";
import { type Contribution, type Entry, shownNumber } from "../model/contribution.ts";
import { type Localized, type Message, say } from "../model/message.ts";
import { mapLink } from "../model/place.ts";
import type { Context } from "../turn.ts";
import { decidedAt, type ModerationAct, moderationActs } from "./item.ts";
import { deskSay } from "./item-text.ts";
import { isBrought, itemOf } from "./items.ts";
import type { AnyKind } from "./kind.ts";
import { canMerge } from "./merging.ts";
import { moderationOf } from "./moderation.ts";
import { rolesThat } from "./rows.ts";
import { sideIn } from "./sides.ts";

/** Something that was brought in, as the desk sees it. */
export function itemCard(
  kind: AnyKind,
  contribution: Contribution,
  { town, now }: Pick<Context, "town" | "now">,
): Card {
  const { name } = kind.table;
  const item = itemOf(kind, contribution);
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
  const of = [kind, state.list] as const;
  const isOwed = state.at === "waits" || state.objection !== undefined;
  const side = sideIn(state.list);
  const { dueAt } = contribution;
  const late = isOwed && dueAt !== undefined && dueAt < now;
  const looks = moderationOf(kind, item).map(
    (option, at): CardAction => ({
      label: deskSay(of, option),
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
    title: deskSay(of, brought ? (late ? "titleLate" : "title") : "point", {
      number: shownNumber(contribution.id),
      n: state.n,
    }),
    urgent: late,
    ...(words !== undefined && !state.erased && { words }),
    facts: [
      ...(side && state.about !== undefined
        ? [
            {
              label: say("officials:process.item.belongsTo"),
              value: say(`officials:process.item.side.${side.side}`, { number: shownNumber(state.about) }),
            },
          ]
        : []),
      ...(state.language === undefined
        ? []
        : [{ label: say("officials:card.language"), value: say(`common:language.${state.language}`) }]),
      ...(state.score === undefined
        ? []
        : [{ label: say("officials:process.item.score"), value: state.score }]),
      ...(state.group === undefined ? [] : [{ label: deskSay(of, "group"), value: state.group }]),
      ...(state.at === "waits" && dueAt !== undefined
        ? [{ label: say("officials:process.item.lookBy"), value: { moment: dueAt } }]
        : []),
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
    status: state.erased
      ? deskSay(of, "thread.erased")
      : state.objection
        ? say("officials:process.item.objects", { day: dueAt === undefined ? "" : { moment: dueAt } })
        : deskSay(of, `at.${state.at === "shown" && !brought ? "listed" : state.at}`),
    media: state.erased ? [] : state.media,
    actions: [...looks, ...rows, ...merges],
  };
}

/** A line of its history in the thread of its card: what was decided, with the reason. */
export function itemLine(kind: AnyKind, { event, words }: Entry, row: Contribution): Message | undefined {
  if (event === "brought") return undefined;
  if (Object.hasOwn(kind.table.steps, event) && !isModeration(event))
    return say(`officials:${kind.table.name}.thread.${event}`);
  const { state } = itemOf(kind, row);
  const of = [kind, state.list] as const;
  if (["added", "edited", "objected"].includes(event) && words !== undefined)
    return deskSay(of, `thread.${event}Words`, { words });
  const reason = isModeration(event) ? state.filled[decidedAt(event)]?.values?.reason : undefined;
  return deskSay(of, `thread.${event}`, { reason: { localized: (reason ?? {}) as Localized } });
}

function isModeration(event: string): event is ModerationAct {
  return moderationActs.some((one) => one === event);
}
