import type { ClockSide, OfficialSide, ResidentSide, ShownSide } from "../core/instrument.ts";
import { commitmentClock } from "./commitment/clock-side.ts";
import { commitmentOfficial } from "./commitment/official-side.ts";
import { commitmentResident } from "./commitment/resident-side.ts";
import { commitmentShown } from "./commitment/shown-side.ts";
import { issueChat } from "./issue/chat-side.ts";
import { issueClock } from "./issue/clock-side.ts";
import { issueOfficial } from "./issue/official-side.ts";
import { issueShown } from "./issue/shown-side.ts";
import { workerClock } from "./issue/workers/clock-side.ts";
import { workerOfficial } from "./issue/workers/official-side.ts";
import { workerResident } from "./issue/workers/resident-side.ts";
import { workerShown } from "./issue/workers/shown-side.ts";
import { manifestoClock } from "./manifesto/clock-side.ts";
import { manifestoOfficial } from "./manifesto/official-side.ts";
import { manifestoResident } from "./manifesto/resident-side.ts";
import { manifestoShown } from "./manifesto/shown-side.ts";
import { pollClock } from "./poll/clock-side.ts";
import { pollOfficial } from "./poll/official-side.ts";
import { pollResident } from "./poll/resident-side.ts";
import { pollShown } from "./poll/shown-side.ts";
import { responseClock } from "./response/clock-side.ts";
import { responseOfficial } from "./response/official-side.ts";
import { responseResident } from "./response/resident-side.ts";
import { responseShown } from "./response/shown-side.ts";
import { surveyClock } from "./survey/clock-side.ts";
import { surveyOfficial } from "./survey/official-side.ts";
import { surveyResident } from "./survey/resident-side.ts";
import { surveyShown } from "./survey/shown-side.ts";

/**
 * Every way to take part, by its sides. Adding one is a folder here and its name in each list. A bundle holds only the
 * lists that its function uses, and of each instrument only those sides.
 */

/** What residents do. The order counts: the first whose `starts` says yes gets what somebody wrote. */
export const ofResidents: readonly ResidentSide[] = [
  issueChat,
  manifestoResident,
  surveyResident,
  workerResident,
  pollResident,
  commitmentResident,
  responseResident,
];
/** What officials do. */
export const ofOfficials: readonly OfficialSide[] = [
  issueOfficial,
  manifestoOfficial,
  surveyOfficial,
  workerOfficial,
  pollOfficial,
  commitmentOfficial,
  responseOfficial,
];
/** What the clock does. */
export const ofClock: readonly ClockSide[] = [
  issueClock,
  manifestoClock,
  surveyClock,
  workerClock,
  pollClock,
  commitmentClock,
  responseClock,
];
/** What stands at a desk. */
export const shown: readonly ShownSide[] = [
  issueShown,
  manifestoShown,
  surveyShown,
  workerShown,
  pollShown,
  commitmentShown,
  responseShown,
];
