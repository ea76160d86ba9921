import type { Resident } from "../../api.ts";

/** A message of a resident's chat, as the page gets it. */
export type ChatMessage = Resident["messages"][number];
