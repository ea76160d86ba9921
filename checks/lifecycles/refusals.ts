import type { Texts } from "../../bot/core/model/message.ts";
import type { Lifecycle } from "../../bot/core/processes/lifecycle.ts";
import { tableFaults } from "./faults.ts";
import { missingTexts } from "./missing-texts.ts";
import { PAGE } from "./page.ts";

/** Why tables cannot ship, one sentence for each reason. */
export function refusals(tables: readonly Lifecycle[], texts: Texts): readonly string[] {
  return [...tableFaults(tables), ...missingTexts(tables, texts)];
}

/** Why a page cannot stay as it is; `written` is undefined when there is none. */
export function outdated(written: string | undefined, page: string): readonly string[] {
  return written === page
    ? []
    : [`${PAGE} is not what the tables say: run \`npm run lifecycles\` and commit it.`];
}
