import type { ShownSide } from "../core/instrument.ts";
import { issueShown } from "./issue/shown.ts";
import { manifestoShown } from "./manifesto/shown.ts";
import { surveyShown } from "./survey/shown.ts";

/**
 * The same list as `registry.ts`, with only what is shown at a desk: the function that delivers loads no dialogues
 * and no forms.
 */
export const shown: readonly ShownSide[] = [issueShown, manifestoShown, surveyShown];
