import type { Lifecycle } from "../../../../bot/core/processes/lifecycle.ts";
import { actionPlan } from "./action-plan.ts";
import { accord, audit, peerReview, referendum } from "./advice.ts";
import { assembly } from "./assembly.ts";
import { budgetMonitoring, participatoryBudget } from "./budgets.ts";
import { challenge } from "./challenge.ts";
import { commitment, response } from "./council.ts";
import { complaint, event, helpdesk, mediation, representedGroup, supportMatch } from "./help.ts";
import { issue } from "./issue.ts";
import { experiment, lesson } from "./learning.ts";
import { manifesto } from "./manifesto.ts";
import { poll } from "./poll.ts";
import { survey } from "./survey.ts";
import { walk } from "./walk.ts";

/**
 * Every way of taking part that a town may know, as a table: what the kernel has to be able to run. Read a row as: from
 * which state, to which (none: it stays), by whom, who has to agree, what has to hold, when or until when; then what is
 * asked; then what follows, and who hears. Terms are defaults: a town changes them.
 */
export const all: readonly Lifecycle[] = [
  poll,
  manifesto,
  survey,
  budgetMonitoring,
  participatoryBudget,
  walk,
  actionPlan,
  challenge,
  assembly,
  experiment,
  lesson,
  response,
  commitment,
  accord,
  referendum,
  audit,
  peerReview,
  helpdesk,
  mediation,
  complaint,
  event,
  supportMatch,
  representedGroup,
  issue,
];
