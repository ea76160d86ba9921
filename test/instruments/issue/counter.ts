import { readNumber } from "../../../bot/core/model/contribution.ts";
import type { TestResident } from "../../support/town.ts";
import type { Scene } from "./people.ts";

/** A colleague writes down at a desk what somebody tells, and what stands on the paper that she hands over. */

/** The number and the code on a paper. */
export function codesOn(paper: string): { id: string; code: string } {
  const [, number = ""] = /(\d{4}-\d{4})/.exec(paper) ?? [];
  const [, code = ""] = /([A-Z0-9]{5}-[A-Z0-9]{5})/.exec(paper) ?? [];
  return { id: readNumber(number) ?? "", code };
}

/** Bo writes it down. @returns its number and code, and the paper as text */
export async function writesDown(
  { town, bo }: Pick<Scene, "town" | "bo">,
  values: Record<string, string>,
): Promise<{ id: string; code: string; paper: string }> {
  await bo.does({ type: "commanded", command: "balie", rest: "" });
  await bo.submit({ words: "De bank is kapot", category: "waste", language: "nl", who: "person", ...values });
  if (bo.form) throw new Error(`the form stayed open: ${JSON.stringify(bo.form.errors)}`);
  const paper = town.given.at(-1)?.text ?? "";
  return { ...codesOn(paper), paper };
}

/** A youth worker who was let in reports something for a group of eight. @returns its number */
export async function reportsForGroup(worker: TestResident, words = "Er is geen plek"): Promise<string> {
  await worker.presses("Meld iets voor een groep");
  await worker.says("8");
  await worker.presses("Nederlands");
  await worker.says(words);
  await worker.says("Havenkwartier");
  await worker.presses("Geen foto");
  await worker.presses("Afval");
  await worker.presses("Verstuur");
  const id = worker.heard.findLast(({ screen }) => screen.about !== undefined)?.screen.about;
  if (id === undefined) throw new Error(`no receipt: ${worker.lastText}`);
  return id;
}
