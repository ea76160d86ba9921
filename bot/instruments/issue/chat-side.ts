import type { ResidentSide } from "../../core/instrument.ts";
import { asked } from "./paper/asked.ts";
import { issueResident } from "./resident-side.ts";

/** What residents do with an issue in the chat, and what its paper opens there: nothing that the clock would load. */
export const issueChat = { ...issueResident, opens: asked } satisfies ResidentSide;
