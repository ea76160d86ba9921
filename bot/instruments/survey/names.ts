import type { Press } from "../../core/model/screen.ts";

/** Names of things on screens and cards. */

export const NAME = "survey";
/** Goes up when the shape of a dialogue's answers or steps changes. */
export const VERSION = 1;

export function press(step: string, option: string, ref?: string): Press {
  return { instrument: NAME, version: VERSION, step, option, ref };
}
