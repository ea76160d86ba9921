import { instantAt } from "../../../../bot/core/calendar/time.ts";
import type { Lane } from "../../../../bot/core/model/lane.ts";
import type { TestResident } from "../../../support/town.ts";

/** What somebody can tell of it who looks on: by the keys of what she hears, the first that fits. */
const told: readonly (readonly [key: RegExp, outcome: string])[] = [
  [/^common:danger\.self$/, "113"],
  [/^common:danger\.now$/, "112"],
  [/^common:stop\.(done|stranger)$/, "/stop"],
  [/^common:help\.what$/, "/help"],
  [/^common:help\.desk$/, "how to reach a person"],
  [/^common:wis\.ask$|^common:wis\.nothing$/, "/wis"],
  [/^common:wis\.done/, "erased"],
  [/^common:wis\.kept$/, "not erased"],
  [/^common:data\.intro$/, "/mijngegevens"],
  [/^common:mine\./, "/mijn"],
  [/^common:process\.noneDecides$/, "/wiebeslist"],
  [/^common:process\./, "/meedoen"],
  [/^common:talk\.halt$/, "stop with this?"],
  [/^common:talk\.hello$/, "a greeting back"],
  [/^common:talk\.thanks$/, "you’re welcome"],
  [/^common:talk\.ok$/, "fine"],
  [/^common:talk\.nothingAsked$/, "nothing was asked"],
  [/^common:talk\.nothingOpen$/, "nothing is under way"],
  [/^common:talk\.notHere$/, "no answer to this"],
  [/^common:held\.ask$|^common:continue\.held/, "to what does it belong?"],
  [/^issue:receipt\.thanks$/, "sent"],
  [/^issue:own\.confirmed$/, "it helped"],
  [/^issue:own\.reopened$/, "open again"],
  [/^issue:own\.ask\.own_why$/, "why not?"],
  [/^issue:own\.replied$/, "an answer to the municipality"],
  [/^issue:own\.added/, "added to her report"],
  [/^issue:own\.withdrawn$/, "withdrawn"],
  [/^issue:own\.kept$/, "not withdrawn"],
  [/^issue:thrownAway$/, "thrown away"],
  [/^issue:added$/, "more of the story"],
  [/^issue:heard(Photo)?$/, "a new report"],
  [/^issue:placeNotedWords$/, "the place"],
  [/^issue:placeSkipped$/, "no place"],
  [/^issue:changeWhat$/, "what is wrong?"],
  [/^issue:nothingYet$/, "asked again"],
  [/^issue:preview\.intro$/, "sees it before it is sent"],
  [/^survey:notSkipped$/, "cannot be skipped"],
  [/^survey:miss\./, "not understood"],
  [/^manifesto:topic\.sent$|^manifesto:opinion\.sent$/, "sent"],
  [/^common:onboarding\.hello$/, "what this is"],
  [/^common:onboarding\.language$/, "/taal"],
  [/^common:privacy\.short$/, "the way in"],
  [/^common:unreadable\./, "this file is refused"],
];

const keysSince = (one: TestResident, from: number) =>
  one.heard.slice(from).flatMap(({ screen }) => screen.lines.map(({ key }) => key));

/** Nothing that she typed is kept, and what she was in the middle of is as it was. */
const keepsNothing: ReadonlySet<string> = new Set([
  "113",
  "112",
  "/stop",
  "/help",
  "how to reach a person",
  "/wis",
  "/mijngegevens",
  "/mijn",
  "/meedoen",
  "/wiebeslist",
  "/taal",
  "stop with this?",
  "a greeting back",
  "you’re welcome",
  "fine",
  "nothing was asked",
  "nothing is under way",
  "no answer to this",
  "what this is",
  "the way in",
]);

/** What comes with a caption: a photo is taken, the others cannot be passed on. */
const files = {
  "[photo]": undefined,
  "[video]": "video",
  "[pdf]": "file_type",
  "[20 MB]": "too_large",
} as const;

/**
 * Sends it as people do. “ / ” separates messages that follow each other within two seconds; `[video]` and the like is
 * what the rest is the caption of.
 * @returns how much she had been told before the last of them
 */
async function sends(one: TestResident, text: string): Promise<number> {
  let from = 0;
  const begun = Date.parse("2026-05-04T09:00:00.000Z");
  for (const [at, piece] of text.split(" / ").entries()) {
    from = one.heard.length;
    const [, file, caption = ""] = /^(\[[^\]]+\]) ?(.*)$/.exec(piece) ?? [];
    const known = Object.entries(files).find(([name]) => name === file);
    if (!known) await one.says(piece, { sent: instantAt(begun + at * 2000) });
    else if (known[1] === undefined) await one.photo("photo1", caption || undefined);
    else await one.does({ type: "unreadable", reason: known[1], ...(caption && { caption }) });
  }
  return from;
}

/** What came of it that she typed this. */
export async function typing(one: TestResident, text: string): Promise<string> {
  const before = await one.lane;
  const from = await sends(one, text);
  const keys = keysSince(one, from);
  const outcome =
    told.find(([key]) => keys.some((said) => key.test(said)))?.[1] ?? (keys.join(" ") || "silence");
  if (keepsNothing.has(outcome)) holdsNothingOf(text, before, await one.lane);
  return outcome;
}

function holdsNothingOf(text: string, before: Lane | undefined, after: Lane | undefined): void {
  const told = (lane: Lane | undefined) => JSON.stringify([lane?.dialogue?.answers, lane?.held]);
  if (told(after) !== told(before)) throw new Error(`“${text}” was kept: ${told(after)}`);
  if (after?.earlier !== before?.earlier) throw new Error(`“${text}” is asked about later`);
}
