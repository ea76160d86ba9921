import { openTown } from "./wiring.ts";

/** Once a minute: reminders, overdue answers, closings, and notices whose quiet hours are over. */
export async function handler(): Promise<{ handled: number }> {
  const { app, log } = openTown(process.env);
  const handled = await app.tick();
  if (handled > 0) log.info("tick", { handled });
  return { handled };
}
