import {
  type Heard,
  type Representation,
  representation,
  underheard,
} from "../../../core/counting/representation.ts";
import { groupsIn, type Results } from "../../../core/counting/response.ts";
import { amongShown } from "../../../core/disclosure/disclosure.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Municipality } from "../../../core/model/municipality.ts";
import type { Whom } from "../reaching/quotas.ts";
import { response } from "./figures.ts";
import { areaName, bandName } from "./shown-groups.ts";

/** Compares the people who answered with the people who live in the town, to show who still has to be asked. */

/** Our limit: groups named at a time, the least represented ones. */
const NAMED = 4;

type Town = Pick<Municipality, "population" | "populationEstimated" | "neighbourhoods">;

function makeup(results: Results, { population }: Town): Representation | undefined {
  return population && representation(groupsIn(results), response(results).begun, population);
}

/**
 * While the survey is open, names the under-represented groups without numbers. Comparing figures on representativeness
 * at two moments would reveal who answered in between.
 */
export function whomToAsk(results: Results, town: Town): Message[] {
  if (!town.population) return [say("officials:survey.who.noPopulation")];
  const found = makeup(results, town);
  if (!found) return [];
  const areas = underheard(found.neighbourhoods).slice(0, NAMED);
  const bands = underheard(found.ages).slice(0, NAMED);
  const groups = [...areas.map(({ key }) => areaName(key, town)), ...bands.map(({ key }) => bandName(key))];
  return groups.length === 0
    ? []
    : [say("officials:survey.who.askMore", { groups: { list: groups } }), ...estimatedLines(town)];
}

/** Tells readers when the figures on the population are estimates. */
function estimatedLines({ populationEstimated }: Town): Message[] {
  return populationEstimated ? [say("officials:survey.who.estimated")] : [];
}

/** Says at the close who answered. */
export function whoAnswered(results: Results, town: Town): Message[] {
  if (!town.population) return [say("officials:survey.who.noPopulation")];
  const found = makeup(results, town);
  if (!found) return [say("officials:survey.who.tooFew")];
  const areas = underheard(found.neighbourhoods)
    .slice(0, NAMED)
    .map(named((key) => areaName(key, town), found));
  const bands = underheard(found.ages).slice(0, NAMED).map(named(bandName, found));
  return [
    say("officials:survey.who.index", {
      index: amongShown(Math.round(found.index * 100), found.known),
      known: found.known,
      // Nothing is shown about them: neither who they are nor what they answered.
      unknown: amongShown(found.unknown, found.known),
    }),
    ...(areas.length + bands.length > 0
      ? [say("officials:survey.who.heardLess", { groups: { list: [...areas, ...bands] } })]
      : []),
    ...estimatedLines(town),
  ];
}

/**
 * Whom to invite now: the under-represented neighbourhoods within its audience, or else the age groups. Never both,
 * which would select only people of such an age in such a neighbourhood.
 */
export function stillToHear(
  results: Results,
  own: Whom,
  town: Town,
): { by: keyof Whom; keys: readonly string[]; names: readonly (Message | string)[] } | undefined {
  const found = makeup(results, town);
  if (!found) return undefined;
  const missed = (groups: readonly Heard[], asked: readonly string[]) =>
    underheard(groups)
      .map((one) => one.key)
      .filter((key) => asked.length === 0 || asked.includes(key))
      .slice(0, NAMED);
  const neighbourhoods = missed(found.neighbourhoods, own.neighbourhoods);
  if (neighbourhoods.length > 0)
    return {
      by: "neighbourhoods",
      keys: neighbourhoods,
      names: neighbourhoods.map((key) => areaName(key, town)),
    };
  const bands = missed(found.ages, own.ages);
  return bands.length > 0 ? { by: "ages", keys: bands, names: bands.map(bandName) } : undefined;
}

/** Names groups with how far they fall short of what could be expected, as a whole percentage of that. */
function named(name: (key: string) => Message | string, { known }: Representation) {
  return ({ key, heard }: Heard): Message =>
    heard.is === "ratio"
      ? say("officials:survey.who.ratio", {
          name: name(key),
          percent: amongShown(Math.round(heard.ratio * 100), known),
        })
      : say("officials:survey.who.few", { name: name(key) });
}
