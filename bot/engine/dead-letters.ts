import type { App, FromChat } from "../ports/app.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * Keeps an input that could not be handled, encrypted, for a person to look at.
 * @param apologise tells the sender that people will look at it
 */
export function createDeadLetters(
  { store, secrecy, clock, log }: Pick<Ports, "store" | "secrecy" | "clock" | "log">,
  apologise?: (from: FromChat) => Promise<void>,
): App["setAside"] {
  return async (body, error, from, chat) => {
    const id = secrecy.derive("dead", body).slice(0, 16);
    const name = error instanceof Error ? error.name : "unknown";
    const whose = from?.chat ?? chat;
    const who = whose === undefined ? undefined : secrecy.laneKey("telegram", whose);
    await store.commit([
      { put: { row: "dead", id, at: clock.now(), who, sealed: secrecy.seal(body), error: name } },
    ]);
    log.error("dead_letter", error, { alarm: true });
    if (from) await apologise?.(from);
  };
}
