import type { Dialogue } from "../../core/model/lane.ts";
import { tokenFrom } from "../../core/residents/dialogue-state.ts";
import type { Context } from "../../core/turn.ts";
import { NAME, VERSION } from "./names.ts";

/** A new conversation of this instrument. */
export function dialogueOf(step: "topic" | "why" | "receipt", answers: object, context: Context): Dialogue {
  return {
    instrument: NAME,
    version: VERSION,
    step,
    answers,
    token: tokenFrom(context.seed),
    touched: context.now,
  };
}
