import { expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import {
  acts,
  agreement,
  arranges,
  clustering,
  heard,
  manifestoOf,
  onCard,
  point,
  votes,
  youthWorker,
} from "./people.ts";

/**
 * An item has one number: whoever reads it on the ballot finds it by that number in forms, in the result and in the
 * document, whatever was merged, withdrawn or had more points.
 */

/** Every number in front of “Gratis sporten”, as “3. Gratis sporten” or “Onderwerp 3 (2 van 2)\n\n“Gratis sporten”. */
const numbersIn = (text: string) =>
  [...text.matchAll(/(?:(\d+)[.:] |Onderwerp (\d+)[^\n]*\n+“)Gratis sporten/g)].map(
    ([, first, second]) => first ?? second,
  );

test("an item has the same number on the ballot, for a youth worker, in forms, in results and in the document", async () => {
  const scene = await clustering({ ...agreement, adopt: "2" });
  const { town, id, ola, sam, noor, yusuf } = scene;
  const found = new Map<string, readonly (string | undefined)[]>();
  const notes = (where: string, text: string) => found.set(where, numbersIn(text));
  const formText = () =>
    JSON.stringify(ola.form ?? {}).replaceAll(/"n":(\d+),"words":"Gratis/g, "$1. Gratis");
  // The second of the benches becomes part of the first: from then on there is no 2 any more.
  await onCard(ola, id, "merge");
  notes("the form to merge", formText());
  await ola.submit({ items: ["1", "2"], words: "Bankjes" });
  if (ola.form) await ola.submit({ items: ["1", "2"], words: "Bankjes" });
  await arranges(scene, "items");
  notes("what the core group is asked", heard(town, sam));
  await sam.presses("Ja, goed zo");
  await noor.presses("Ja, goed zo");
  await yusuf.presses("Stem");
  const first = yusuf.lastText;
  await yusuf.presses("Volgende");
  notes("the ballot", `${first}\n${yusuf.lastText}`);
  const worker = await youthWorker(scene);
  await worker.presses("Namens een groep stemmen");
  notes("the list of a youth worker", heard(town, worker));
  const number = found.get("the ballot")?.[0] ?? "";
  for (const one of [sam, noor]) await votes(one, id, `${number}+`);
  await votes(yusuf, id, `${number}+`);
  const other = (await manifestoOf(scene)).items?.find((one) => String(one.n) !== number)?.n ?? 0;
  await votes(yusuf, id, `${other}+`);
  const before = heard(town, sam).length;
  await town.passes(15 * DAY, 15);
  notes("the result", heard(town, sam).slice(before));
  await onCard(ola, id, "write");
  notes("the form in which an item is written", formText());
  await acts(ola, scene, "write", point, Number(number));
  await acts(ola, scene, "write", { action: "Zet tien banken neer", addressee: "het college" }, other);
  const adopted = heard(town, noor).length;
  await acts(ola, scene, "ratify");
  await sam.presses("Ja, goed zo");
  await noor.presses("Ja, goed zo");
  notes("what was adopted", heard(town, noor).slice(adopted));
  const [, markdown] = town.card(id)?.files ?? [];
  notes("the document", markdown?.text ?? "");
  for (const [where, numbers] of found) {
    expect(numbers.length, where).toBeGreaterThan(0);
    expect(new Set(numbers), where).toEqual(new Set([number]));
  }
});
