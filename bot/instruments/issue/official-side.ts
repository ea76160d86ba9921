import type { OfficialSide } from "../../core/instrument.ts";
import { say } from "../../core/message.ts";
import { readIssue } from "./change.ts";
import { actOf, official } from "./official.ts";
import { issueShown } from "./shown.ts";
import { statusForOthers } from "./status-line.ts";

/** What officials do with an issue: something a resident raises, which somebody at a desk answers. Lifecycle (a). */
export const issueOfficial = {
  ...issueShown,
  act: actOf,
  official,
  stands: (contribution) => {
    const { status, owner } = readIssue(contribution);
    const shown = { status: statusForOthers(status) };
    return owner
      ? say("officials:card.statusOwned", { ...shown, member: owner })
      : say("officials:card.status", shown);
  },
} satisfies OfficialSide;
