import type { Context } from "aws-lambda";
import { openTicking } from "./wiring.ts";

/** Once a minute: reminders, overdue answers, closings, and notices whose quiet hours are over. */
export async function handler(
  _event?: unknown,
  context?: Pick<Context, "getRemainingTimeInMillis">,
): Promise<{ handled: number }> {
  const { tick, log } = await openTicking.parts(process.env);
  const handled = await tick(context && (() => context.getRemainingTimeInMillis()));
  if (handled > 0) log.info("tick", { handled });
  return { handled };
}
