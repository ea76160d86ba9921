import type { OfficialSide } from "../../core/instrument.ts";
import { actOf, official } from "./official.ts";
import { issueShown } from "./shown.ts";

/** What officials do with an issue: something a resident raises, which somebody at a desk answers. Lifecycle (a). */
export const issueOfficial = { ...issueShown, act: actOf, official } satisfies OfficialSide;
