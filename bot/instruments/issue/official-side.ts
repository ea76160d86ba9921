import type { OfficialSide } from "../../core/instrument.ts";
import { shownNumber } from "../../core/model/contribution.ts";
import { say } from "../../core/model/message.ts";
import type { Context } from "../../core/turn.ts";
import { lookingUpForm } from "./counter/looking-up.ts";
import { writingForm } from "./counter/writing-down.ts";
import { official, permissionOf } from "./desk/official.ts";
import { isObjectedTo } from "./desk/pause-state.ts";
import { statusForOthers } from "./following/status-line.ts";
import { deskName, press } from "./names.ts";
import { issueShown } from "./shown-side.ts";
import { type OfIssue, readIssue } from "./state.ts";

/** What officials do with an issue: something a resident raises, which somebody at a desk answers. Lifecycle (a). */
export const issueOfficial = {
  ...issueShown,
  commands: {
    balie: (_input, context) => ({ effects: [{ do: "open", form: writingForm({}, context) }] }),
    antwoord: () => ({ effects: [{ do: "open", form: lookingUpForm({}) }] }),
  },
  act: permissionOf,
  official,
  waitsForClerk: (contribution: OfIssue, member: string, { now, office }: Context) => {
    const issue = readIssue(contribution);
    if (!isObjectedTo(issue, now) || issue.pause?.by === member) return undefined;
    const text = say("officials:home.objection", {
      number: shownNumber(contribution.id),
      team: deskName(contribution.desk, office),
      day: { moment: issue.pause?.objection?.dueAt ?? now },
    });
    return { text, press: press("card", "unpause", contribution.id) };
  },
  stands: (contribution: OfIssue) => {
    const { status, owner } = readIssue(contribution);
    const shown = { status: statusForOthers(status) };
    return owner
      ? say("officials:card.statusOwned", { ...shown, member: owner })
      : say("officials:card.status", shown);
  },
} satisfies OfficialSide;
