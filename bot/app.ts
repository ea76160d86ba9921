import { createPlanner } from "./broadcasts/planner.ts";
import { createDelivery } from "./delivery/deliver.ts";
import { createArrangement } from "./engine/cached-reads.ts";
import { createChanges } from "./engine/changes.ts";
import { createClock } from "./engine/clock.ts";
import { createOfficials } from "./engine/officials.ts";
import { createResidents } from "./engine/residents.ts";
import type { App } from "./ports/app.ts";
import type { Ports } from "./ports/ports.ts";

/**
 * The complete loop. `receive`: load → decide (pure) → commit → reply; a version conflict loads and decides again. A
 * Lambda takes only the part it needs (`handlers/wiring.ts`), so that it starts quickly.
 */
export function createApp(ports: Ports): App {
  const arrangement = createArrangement(ports);
  return {
    ...createOfficials(ports, arrangement),
    ...createResidents(ports, arrangement),
    react: createChanges(ports),
    deliver: createDelivery(ports).deliver,
    broadcast: createPlanner(ports),
    tick: createClock(ports),
  };
}
