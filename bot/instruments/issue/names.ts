import { type Message, type Param, say } from "../../core/model/message.ts";
import type { Municipality } from "../../core/model/municipality.ts";
import type { Place } from "../../core/model/place.ts";
import type { Press } from "../../core/model/screen.ts";
import type { Office } from "../../core/model/staff.ts";

/** The names of things on screens and cards. */

export const NAME = "issue";
/** Goes up when the shape of a dialogue's answers or steps changes. */
export const VERSION = 1;

export function press(step: string, option: string, ref?: string): Press {
  return { instrument: NAME, version: VERSION, step, option, ref };
}

/** What a resident can do with an issue of hers, as the buttons call it. Each has its record in `following/acts.ts`. */
export type OwnAct =
  | "reply"
  | "add"
  | "withdraw"
  | "withdraw_yes"
  | "keep"
  | "helps"
  | "clear"
  | "not_yet"
  | "question";

/** The button of such an act. */
export function ownPress(act: OwnAct, ref: string): Press {
  return press("own", act, ref);
}

export function categoryName(key: string, town: Pick<Municipality, "categories">): Param {
  const category = town.categories.find((one) => one.key === key);
  return category ? { localized: category.name } : key;
}

export function categoryLabel(key: string, town: Pick<Municipality, "categories">): Message {
  return say("common:as_is", { text: categoryName(key, town) });
}

export function areaName(key: string | undefined, town: Pick<Municipality, "neighbourhoods">): Param {
  if (key === "elsewhere") return say("common:onboarding.elsewhere");
  return town.neighbourhoods.find((one) => one.key === key)?.name ?? say("issue:unknown");
}

/** A place in words; a bare point is called a point on the map. */
export function placeName(place: Place | undefined): Param {
  if (!place) return say("issue:unknown");
  return place.words ?? say("issue:pointOnMap");
}

export function deskName(id: string, office: Office): Param {
  const desk = office.desks.find((one) => one.id === id);
  return desk ? { localized: desk.name } : id;
}
