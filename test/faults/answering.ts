import { say } from "../../bot/core/model/message.ts";
import type { Phone } from "./phone.ts";
import { type Given, SURVEY } from "./survey.ts";

type Screen = "c" | "t" | "s" | "thanks" | "full";

/** Screens until she has been through all questions, including a few repeated ones. */
const SCREENS = 10;

/** Answers the survey, changes an answer, and remembers what she saw last: that has to be in the table. */
export function createRespondent(phone: Phone) {
  const { id, chance, stage, newest, button, sees, hasHeard, stuck, presses, tells, says } = phone;
  const thanks = stage.inEachLanguage(say("survey:thanks"));
  const full = stage.inEachLanguage(say("survey:full"));
  let amid = false;

  /** The question with something to press below it, or how it ended. */
  function shown(since: number): Screen | undefined {
    if (hasHeard(thanks, since)) return "thanks";
    if (hasHeard(full, since)) return "full";
    const at = button(/\|(q\.[cts]\||after\|[cts]\|)/, since)?.data;
    const [, name] = /\|(?:q\.|after\|)([cts])\|/.exec(at ?? "") ?? [];
    return name === "c" || name === "t" || name === "s" ? name : undefined;
  }

  /** Chooses one of the options, or the one that she already has. */
  async function chooses(question: "c" | "s", given: Given, since: number): Promise<boolean> {
    const option = chance.pick(["o1", "o2"]);
    given.choices.set(question, option);
    given.unsure.add(question);
    return presses(new RegExp(`\\|q\\.${question}\\|${option}\\|`), since);
  }

  async function writes(given: Given, since: number): Promise<boolean> {
    if (given.words !== undefined) return presses(/\|after\|t\|/, since);
    const text = chance.pick(["Meer bankjes & minder <afval>", "Een oversteekplaats bij “De Brug”"]);
    await tells("survey", text);
    given.words = `${text} ${phone.lastWord()}`;
    return true;
  }

  return {
    /** Whether what she types answers a question. */
    isAmid: () => amid,
    /** She erased herself, or may have. */
    forgets(sure: boolean) {
      amid = false;
      if (stage.answers.has(String(id)))
        stage.answers.set(String(id), {
          choices: new Map(),
          unsure: new Set(),
          erased: sure ? "surely" : "perhaps",
        });
    },
    async answers(): Promise<boolean> {
      const before = newest();
      await says("/meedoen");
      if (!(await presses(new RegExp(`\\|process\\|show\\|${SURVEY}$`), before))) return false;
      const known = stage.answers.get(String(id));
      const given: Given = known && !known.erased ? known : { choices: new Map(), unsure: new Set() };
      stage.answers.set(String(id), given);
      amid = true;
      const pressed = stage.now();
      if (!(await presses(new RegExp(`\\|start\\|go\\|${SURVEY}$`), before))) return false;
      let at: Screen | undefined = await sees(() => shown(before));
      if (at === "full") {
        amid = false;
        given.toldFull = true;
        return true;
      }
      if (at !== undefined && given.begun === undefined) given.begun = pressed;
      for (let screen = 0; screen < SCREENS; screen++) {
        if (at === undefined) return stuck("a question");
        if (at === "thanks" || at === "full") {
          amid = false;
          return true;
        }
        const question: Screen = at;
        const went = question === "t" ? await writes(given, before) : await chooses(question, given, before);
        if (!went) return false;
        at = await sees(() => {
          const next = shown(before);
          return next === question ? undefined : next;
        });
        // The next screen says that this one was taken.
        if (at !== undefined) given.unsure.delete(question);
      }
      return stuck("the end of the questions");
    },
  };
}
