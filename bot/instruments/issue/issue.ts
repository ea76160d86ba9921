import type { Instrument } from "../../core/instrument.ts";
import { clock } from "./clock.ts";
import { official } from "./official.ts";
import { issueResident } from "./resident-side.ts";
import { issueShown } from "./shown.ts";

/** An issue: something a resident raises, which somebody at a desk answers. Lifecycle (a). */
export const issue: Instrument = { ...issueResident, ...issueShown, official, clock };
