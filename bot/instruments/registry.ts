import type { Instrument } from "../core/instrument.ts";
import { issue } from "./issue/issue.ts";
import { manifesto } from "./manifesto/manifesto.ts";
import { survey } from "./survey/survey.ts";

/** Every way to take part. Adding one is a folder here and a line below. */
export const instruments: readonly Instrument[] = [issue, manifesto, survey];
