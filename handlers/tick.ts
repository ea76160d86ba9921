import { openTicking } from "./wiring.ts";

/** Once a minute: reminders, overdue answers, closings, and notices whose quiet hours are over. */
export async function handler(): Promise<{ handled: number }> {
  const { tick, log } = await openTicking.parts(process.env);
  const handled = await tick();
  if (handled > 0) log.info("tick", { handled });
  return { handled };
}
