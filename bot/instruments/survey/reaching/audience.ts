import { say, type Told } from "../../../core/model/message.ts";
import type { Municipality } from "../../../core/model/municipality.ts";
import { areaName, bandName } from "../figures/shown-groups.ts";
import type { Survey } from "../state.ts";

/** The audience of a survey or an invitation: neighbourhoods, ages and languages. Empty lists mean everybody. */

type Town = Pick<Municipality, "neighbourhoods" | "languages">;

/** Below each list that can be chosen from. */
export const everybodyHints = Object.fromEntries(
  ["ages", "neighbourhoods", "languages"].map((one) => [`whom_${one}`, "officials:survey.hint.everybody"]),
);

/** Describes the audience in words. */
export function audienceOf(
  {
    ages: bands = [],
    neighbourhoods = [],
    languages = [],
    campaign,
    earlier,
  }: Pick<Survey, "ages" | "neighbourhoods" | "languages" | "campaign" | "earlier">,
  { town }: { readonly town: Town },
): Told[] {
  const all = [
    ...neighbourhoods.map((key) => areaName(key, town)),
    ...bands.map(bandName),
    ...languages.map((one) => say(`common:language.${one}`)),
    ...(campaign === undefined ? [] : [say("officials:survey.byCampaign", { name: campaign })]),
    ...(earlier === undefined ? [] : [say(`officials:survey.choice.earlier.${earlier}`)]),
  ];
  return all.length > 0 ? all : [say("officials:survey.everybody")];
}
