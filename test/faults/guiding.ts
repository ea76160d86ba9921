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
      if (!(await presses(/\|group\|drop\|/))) return false;
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

    async votes(): Promise<boolean> {
      // No two groups of a run have the same size, so that each can be found again.
      const size = 3 + talks.votes.size;
      if (size > 200) return true;
      talks.votes.set(size, "dropped");
      if (!(await begins(`g-${VOTE}-${VOTE_GROUP}`, new RegExp(`\\|group\\|votes\\|${VOTE}$`)))) return false;
      if (!(await types(String(size), ASKED)) || !(await types("1=2, 3=1", SEND))) return false;
      talks.votes.set(size, "unsure");
      const before = newest();
      if (!(await presses(SEND))) return false;
      amid = false;
      if (!(await hears(say("manifesto:group.sent", { count: size }), before)))
        return stuck("thanks for the votes of a group");
      talks.votes.set(size, "sent");
      return true;
    },
  };
}
