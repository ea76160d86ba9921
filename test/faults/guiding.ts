import { plain } from "../../bot/core/disclosure/disclosure.ts";
import { say } from "../../bot/core/model/message.ts";
import { VOTE, VOTE_GROUP } from "./ballots.ts";
import type { Phone } from "./phone.ts";
import { SURVEY, SURVEY_GROUP } from "./survey.ts";

/** Enters what a group says, in the survey and in the vote: without a name, and each talk once. */
export function createGuide(phone: Phone) {
  const { stage, newest, button, sees, stuck, presses, tells, says, hears } = phone;
  const { talks } = stage;
  let amid = false;
  let hasAsked = false;

  /** Types the answer to the current question, and waits until the next one. */
  async function types(text: string, next: RegExp): Promise<boolean> {
    const own = (await says(text)).message_id;
    return (await sees(() => button(next, own))) !== undefined || stuck(`“${text}” for a group`);
  }

  async function begins(link: string, choice: RegExp): Promise<boolean> {
    const before = newest();
    await says(`/start ${link}`);
    if (!(await presses(choice, before))) return false;
    amid = true;
    return (await sees(() => button(/\|group\|drop\|/, before))) !== undefined || stuck("how many they are");
  }

  const ASKED = /\|group\|(skip|drop)\|/;
  const SEND = /\|group\|send\|/;

  return {
    /** Whether what she types is taken as a group's words. */
    isAmid: () => amid,
    async drops(): Promise<boolean> {
      if (!(await presses(/\|group\|drop\||\|say\|stop\|/))) return false;
      amid = false;
      return true;
    },

    async survey(): Promise<boolean> {
      if (!(await begins(`w-${SURVEY}-${SURVEY_GROUP}`, new RegExp(`\\|group\\|start\\|${SURVEY}$`))))
        return false;
      if (!(await types("12", ASKED)) || !(await types("1=7, 2=5", ASKED))) return false;
      const own = await tells("group", "Zij willen een plek om te voetballen");
      const word = phone.lastWord();
      if (!(await sees(() => button(ASKED, own)))) return stuck("the last question for a group");
      if (!(await types("1=12", SEND))) return false;
      talks.survey.set(word, "unsure");
      const before = newest();
      if (!(await presses(SEND, own))) return false;
      amid = false;
      if (!(await hears(say("survey:group.sent", { count: plain(12) }), before)))
        return stuck("thanks for a group");
      talks.survey.set(word, "sent");
      return true;
    },

    /** Says who she is, to be let in to the vote. Nobody approves her here: she enters nothing. */
    async asks(): Promise<boolean> {
      if (hasAsked) return true;
      const before = newest();
      const own = (await says(`/start f-${VOTE}-${VOTE_GROUP}`)).message_id;
      if ((await sees(() => button(/\|say\|stop\|/, own))) === undefined)
        return stuck("who a youth worker is");
      amid = true;
      if (!(await types("Jo", /\|say\|stop\|/)) || !(await types("Jongerenwerk", /\|say\|send\|/)))
        return false;
      hasAsked = true;
      if (!(await presses(/\|say\|send\|/))) return false;
      amid = false;
      return (
        (await hears(say("common:process.facilitated.asked"), before)) ||
        stuck("that the organiser looks who she is")
      );
    },
  };
}
