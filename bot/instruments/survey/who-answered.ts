import { type Age, ageLabel, ages } from "../../core/age.ts";
import { type Message, say } from "../../core/message.ts";
import type { Municipality } from "../../core/municipality.ts";
import { type Heard, representation, underheard } from "../../core/representation.ts";
import { groupsIn, type Results } from "../../core/response.ts";
import { response } from "./result-lines.ts";

/** Who has been heard, held against who lives in the town: so that those are asked who have not been. */

/** So many groups are named at a time: the most underheard. */
const NAMED = 4;

export function whoAnswered(
  results: Results,
  { population, neighbourhoods }: Pick<Municipality, "population" | "neighbourhoods">,
  open: boolean,
): Message[] {
  if (!population) return [say("officials:survey.who.noPopulation")];
  const found = representation(groupsIn(results), response(results).begun, population);
  if (!found) return [say("officials:survey.who.tooFew")];
  const areas = underheard(found.neighbourhoods).slice(0, NAMED).map(named(area));
  const bands = underheard(found.ages).slice(0, NAMED).map(named(band));
  return [
    say("officials:survey.who.index", {
      index: Math.round(found.index * 100),
      known: found.known,
      unknown: found.unknown,
    }),
    ...(areas.length + bands.length > 0
      ? [
          say(open ? "officials:survey.who.askMore" : "officials:survey.who.heardLess", {
            groups: { list: [...areas, ...bands] },
          }),
        ]
      : []),
  ];

  function area(key: string): Message | string {
    return neighbourhoods.find((one) => one.key === key)?.name ?? key;
  }
}

function band(key: string): Message | string {
  const known = ages.find((one): one is Age => one === key);
  return known ? ageLabel(known) : key;
}

/** How much less than could be expected: in whole percents of it. */
function named(name: (key: string) => Message | string) {
  return ({ key, heard }: Heard): Message =>
    heard.is === "ratio"
      ? say("officials:survey.who.ratio", { name: name(key), percent: Math.round(heard.ratio * 100) })
      : say("officials:survey.who.few", { name: name(key) });
}
