import { plain } from "../../bot/core/disclosure/disclosure.ts";
import { say } from "../../bot/core/model/message.ts";
import { VOTE, VOTE_GROUP } from "./ballots.ts";
import type { Phone } from "./phone.ts";
import { SURVEY, SURVEY_GROUP } from "./survey.ts";

/** How often she looks whether she was let in. */
const LOOKS = 4;
/** People in a group, at most. */
const LARGEST = 40;

/** Enters what a group says, in the survey and in the vote: without a name, and each talk once. */
export function createGuide(phone: Phone) {
  const { stage, newest, button, sees, stuck, presses, tells, says, hears } = phone;
  const { talks } = stage;
  let amid = false;
  let hasAsked = false;
  let hasAskedSurvey = false;

  /** Types the answer to the current question, and waits until the next one. */
  async function types(text: string, next: RegExp): Promise<boolean> {
    const own = (await says(text)).message_id;
    return (await sees(() => button(next, own))) !== undefined || stuck(`“${text}” for a group`);
  }

  /** Follows her link and says who she is. */
  async function saysWho(link: string, said: () => void): Promise<boolean> {
    const before = newest();
    const own = (await says(`/start ${link}`)).message_id;
    if ((await sees(() => button(/\|say\|stop\|/, own))) === undefined) return stuck("who a youth worker is");
    amid = true;
    if (!(await types("Jo", /\|say\|stop\|/)) || !(await types("Jongerenwerk", /\|say\|send\|/)))
      return false;
    said();
    if (!(await presses(/\|say\|send\|/))) return false;
    amid = false;
    return (
      (await hears(say("common:process.facilitated.asked"), before)) ||
      stuck("that the organiser looks who she is")
    );
  }

  /** Waits until the organiser has let her in, who may not find her on the card at once. */
  async function isLetIn(start: RegExp): Promise<boolean> {
    for (let look = 0; look < LOOKS; look++) {
      if (button(start) !== undefined) return true;
      await stage.letsIn().catch(() => undefined);
      if ((await sees(() => button(start))) !== undefined) return true;
    }
    return stuck("that she is let in");
  }

  async function begins(start: RegExp, asks: RegExp): Promise<boolean> {
    const before = newest();
    if (!(await presses(start))) return false;
    amid = true;
    return (await sees(() => button(asks, before))) !== undefined || stuck("how many they are");
  }

  const START = new RegExp(`\\|group\\|start\\|${SURVEY}$`);
  const VOTES = new RegExp(`\\|do\\|groupVotes\\|${VOTE}$`);
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
      const said = () => {
        hasAskedSurvey = true;
      };
      if (!hasAskedSurvey && !(await saysWho(`w-${SURVEY}-${SURVEY_GROUP}`, said))) return false;
      if (!(await isLetIn(START)) || !(await begins(START, /\|group\|drop\|/))) return false;
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
      const said = () => {
        hasAsked = true;
      };
      if (!hasAsked && !(await saysWho(`f-${VOTE}-${VOTE_GROUP}`, said))) return false;
      // No two groups of a run have the same size, so that each can be found again.
      const size = 3 + talks.votes.size;
      if (size > LARGEST) return true;
      talks.votes.set(size, "dropped");
      if (!(await isLetIn(VOTES)) || !(await begins(VOTES, /\|say\|stop\|/))) return false;
      if (!(await types(String(size), /\|say\|stop\|/)) || !(await types("1=2, 3=1", /\|say\|send\|/)))
        return false;
      talks.votes.set(size, "unsure");
      const before = newest();
      if (!(await presses(/\|say\|send\|/))) return false;
      amid = false;
      if (!(await hears(say("common:process.facilitated.voted"), before)))
        return stuck("thanks for the votes of a group");
      talks.votes.set(size, "sent");
      return true;
    },
  };
}
