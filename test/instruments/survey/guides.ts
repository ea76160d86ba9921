import type { TestResident } from "../../support/town.ts";
import { type Scene, surveyOf } from "./people.ts";

/** Youth workers, and the organiser who lets them in by name. */

/** The part of her link after `start=`; `w` in links of before. */
export async function guideLink(scene: Pick<Scene, "town" | "id">, letter: "f" | "w" = "f"): Promise<string> {
  return `${letter}-${scene.id}-${(await surveyOf(scene)).facilitated?.code}`;
}

/** She follows the link, says who she is, and the organiser lets her in. */
export async function letIn(scene: Scene, guide: TestResident, letter?: "f" | "w"): Promise<void> {
  await guide.commands("start", await guideLink(scene, letter));
  for (const typed of ["Wil", "Jongerenwerk Zuid"]) await guide.says(typed);
  await guide.presses("Verstuur");
  await decidesOnGuide(scene, "approve");
}

/** Presses what the card says of the last youth worker. */
export async function decidesOnGuide({ town, ola, id }: Scene, act: "approve" | "revoke"): Promise<void> {
  const found = town
    .card(id)
    ?.card.actions.findLast(({ label }) => label.key === `officials:process.facilitated.${act}`);
  if (!found) throw new Error(`no button to ${act}`);
  await ola.does({ type: "chose", press: found.press });
}
