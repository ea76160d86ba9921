import type { Instrument } from "../../core/instrument.ts";
import { issueClock } from "./clock-side.ts";
import { official } from "./official.ts";
import { issueShown } from "./shown.ts";

/** An issue: something a resident raises, which somebody at a desk answers. Lifecycle (a). */
export const issue: Instrument = { ...issueClock, ...issueShown, official };
