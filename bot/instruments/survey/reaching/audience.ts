import { ageLabel, ages } from "../../../core/model/age.ts";
import type { Field } from "../../../core/model/card.ts";
import type { OfficialInput } from "../../../core/model/input.ts";
import { type Message, say, type Told } from "../../../core/model/message.ts";
import type { Municipality } from "../../../core/model/municipality.ts";
import { areaName, bandName } from "../figures/shown-groups.ts";
import type { Survey } from "../state.ts";
import type { Whom } from "./quotas.ts";

/** The audience of a survey or an invitation: neighbourhoods, ages and languages. Empty lists mean everybody. */

type Town = Pick<Municipality, "neighbourhoods" | "languages">;
type Values = Extract<OfficialInput, { type: "submitted" }>["values"];

/** @param values what is already chosen */
export function whomFields(values: Values, town: Town): Field[] {
  const several = (name: keyof Whom, options: readonly { value: string; label: Message }[]): Field => {
    const value = values[name];
    return {
      kind: "choices",
      name,
      label: say(`officials:survey.field.${name}`),
      hint: say("officials:survey.hint.everybody"),
      optional: true,
      options,
      value: typeof value === "string" ? [value] : value,
    };
  };
  return [
    several(
      "neighbourhoods",
      town.neighbourhoods.map((one) => ({
        value: one.key,
        label: say("common:as_is", { text: one.name }),
      })),
    ),
    several(
      "ages",
      ages.map((value) => ({ value, label: ageLabel(value) })),
    ),
    several(
      "languages",
      town.languages.map((value) => ({ value, label: say(`common:language.${value}`) })),
    ),
  ];
}

/** Reads the choices, as far as they exist in this town. */
export function readWhom(values: Values, town: Town) {
  const chosen = (name: keyof Whom, known: readonly string[]): string[] => {
    const picked = values[name] ?? [];
    return known.filter((one) => (typeof picked === "string" ? picked === one : picked.includes(one)));
  };
  return {
    ages: chosen("ages", ages),
    neighbourhoods: chosen(
      "neighbourhoods",
      town.neighbourhoods.map((one) => one.key),
    ),
    languages: chosen("languages", town.languages),
  };
}

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
    ...(earlier === undefined ? [] : [say(`officials:survey.earlier.${earlier}`)]),
  ];
  return all.length > 0 ? all : [say("officials:survey.everybody")];
}
