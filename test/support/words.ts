import { createWords } from "../../bot/text/words.ts";
import { locales } from "../../locales/index.ts";

/** Everything that is said, in every language. Created once: reading every language takes longer than most tests. */
export const words = createWords(locales);
