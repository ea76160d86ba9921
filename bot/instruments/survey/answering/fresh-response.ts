import { townClock } from "../../../core/calendar/time.ts";
import type { Response } from "../../../core/counting/response.ts";
import type { VoterToken } from "../../../core/model/ids.ts";
import type { Process } from "../../../core/model/process.ts";
import { madeUpToken } from "../../../core/model/unlinkability.ts";
import type { Context } from "../../../core/turn.ts";
import { keptUntil } from "../days.ts";
import type { Survey } from "../state.ts";

/**
 * A response without any answers yet.
 *
 * @param who her token, in chat and in Slack, where she can go from question to question or come back. A response
 * entered for others is complete on entry, under a random token that leads to nobody
 */
export function freshResponse(
  { id }: Pick<Process, "id">,
  survey: Survey,
  who: Pick<Response, "via" | "language"> & { readonly voter?: VoterToken },
  context: Pick<Context, "now" | "seed" | "town">,
): Response {
  const { via, language, voter = madeUpToken(context.seed) } = who;
  return {
    row: "response",
    process: id,
    voter,
    version: 0,
    edition: survey.edition,
    language,
    via,
    answers: {},
    done: via !== "chat",
    begun: townClock(context.now).day,
    at: townClock(context.now).day,
    expires: keptUntil(survey, context),
  };
}
