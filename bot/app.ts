import { createDelivery } from "./delivery.ts";
import { createArrangement } from "./loop.ts";
import { createOfficials } from "./officials.ts";
import type { App, Ports } from "./ports.ts";
import { createReaction } from "./reaction.ts";
import { createResidents } from "./residents.ts";
import { createTicking } from "./ticking.ts";

/**
 * The one loop, whole. `receive`: load → decide (pure) → commit → reply; a version conflict loads and decides
 * again. A Lambda takes only the part it is for (`handlers/wiring.ts`), so that it starts quickly.
 */
export function createApp(ports: Ports): App {
  const arrangement = createArrangement(ports);
  return {
    ...createOfficials(ports, arrangement),
    ...createResidents(ports, arrangement),
    react: createReaction(ports),
    deliver: createDelivery(ports).deliver,
    tick: createTicking(ports),
  };
}
