import type { Press } from "../../core/model/screen.ts";

/** How things are called on screens and cards. */

export const NAME = "survey";
export const VERSION = 1;

export function press(step: string, option: string, ref?: string): Press {
  return { instrument: NAME, version: VERSION, step, option, ref };
}
