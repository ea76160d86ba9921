import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import type { Draft } from "../state.ts";
import { again, next } from "./asking.ts";
import { pageOf, type Step, steps } from "./draft-screens.ts";
import { send } from "./sending.ts";
import { thrownAway, withoutPhotos } from "./typed.ts";

/** A button below a question while an issue is raised. */

export function chose(
  pressed: string,
  option: string,
  draft: Draft,
  step: Step,
  lane: Lane,
  context: Context,
): Decision {
  if (option === "stop") return thrownAway(lane);
  // A button of an earlier question in the same conversation: show what is asked now.
  if (pressed !== step) return again(step, draft, lane, context, [say("common:stale.withQuestion")]);
  if (option === "keep") return next(draft, lane, context, [], true);
  switch (step) {
    case "tongue":
      return context.town.languages.includes(option)
        ? next({ ...draft, group: { ...draft.group, language: option } }, lane, context, [], true)
        : again(step, draft, lane, context, []);
    case "words":
      return option === "skip" && draft.media.some((one) => one.kind === "photo")
        ? next({ ...draft, noWords: true }, lane, context, [], true)
        : again(step, draft, lane, context, []);
    case "photos":
      return option === "remove"
        ? withoutPhotos(draft, lane, context, true)
        : next({ ...draft, noPhotos: true }, lane, context, [], true);
    case "category": {
      if (option === "more" || option === "first") {
        const page = option === "more" ? pageOf(draft, context) + 1 : 0;
        return again("category", { ...draft, page }, lane, context, [], true);
      }
      const known = context.town.categories.some((one) => one.key === option);
      return known
        ? next({ ...draft, category: option }, lane, context, [], true)
        : again(step, draft, lane, context, []);
    }
    case "area": {
      const known = option === "elsewhere" || context.town.neighbourhoods.some((one) => one.key === option);
      return known
        ? next({ ...draft, neighbourhood: option }, lane, context, [], true)
        : again(step, draft, lane, context, []);
    }
    case "preview": {
      if (option === "send") return send(draft, lane, context);
      const change = steps.find((one) => one === option);
      if (!change || change === "preview") return again("preview", draft, lane, context, []);
      return again(change, { ...draft, changing: true, page: 0 }, lane, context, [], true);
    }
    default:
      return again(step, draft, lane, context, []);
  }
}
