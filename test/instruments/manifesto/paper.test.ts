import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { DAY } from "../../../bot/core/calendar/time.ts";
import { residentId } from "../../../bot/core/model/ids.ts";
import { acts, editing, point, ratifiedByCore, responded, votes, voting } from "./people.ts";

const filesOf = (scene: Awaited<ReturnType<typeof editing>>) => scene.town.card(scene.id)?.files ?? [];
const textOf = (scene: Awaited<ReturnType<typeof editing>>, name: string) =>
  filesOf(scene).find((one) => one.name.endsWith(name))?.text ?? "";

test("the adopted text comes as a page, as plain text and as data, in the thread of its card", async () => {
  const scene = await editing();
  await ratifiedByCore(scene);
  const name = `manifest-${scene.id.toLowerCase()}-v1`;
  expect(filesOf(scene)).toMatchObject([
    { name: `${name}.html`, type: "text/html" },
    { name: `${name}.md`, type: "text/markdown" },
    { name: `${name}.json`, type: "application/json" },
  ]);
  const markdown = textOf(scene, ".md");
  expect(markdown).toMatch(
    /^# Jongerenmanifest Waterkant\n\n## De vraag\n\nWat moet er beter voor jongeren in Waterkant\?/,
  );
  expect(markdown).toContain(
    "### Onderwerp 3: Gratis sporten\n\n**Wat er moet gebeuren**  \nMaak sporten gratis tot 18 jaar\n\n**Voor wie**  \nde wethouder Sport\n\n**Steun**  \nminder dan 10 punten",
  );
  expect(markdown).toContain("## Wat ook werd ingebracht\n\nBankjes langs het water (minder dan 10 punten)");
  expect(markdown).toContain("Er stemden minder dan 10 jongeren.");
  // Three people: there are too few to say anything about their ages or neighbourhoods.
  expect(markdown).toContain("Leeftijd: te weinig jongeren lieten dit meetellen om het te laten zien.");
});

test("who took part is told by age and neighbourhood, for those who allow it, and no small group is shown", async () => {
  const scene = await voting();
  const { town, id, sam } = scene;
  await votes(sam, id, "3+");
  const others = Array.from({ length: 51 }, (_, n) => ({
    put: {
      row: "participant" as const,
      process: id,
      resident: residentId(`r-${n}`),
      ...(n < 47 && { age: n < 25 ? "16_17" : n < 43 ? "18_20" : "25_27" }),
      ...(n < 50 && { neighbourhood: n < 16 ? "havenkwartier" : n < 44 ? "elsewhere" : "dijkzicht" }),
    },
  }));
  await town.store.commit(others);
  await town.passes(15 * DAY, 15);
  await acts(scene.ola, scene, "write", point, 3);
  await acts(scene.ola, scene, "ratify");
  await sam.presses("Ja, goed zo");
  await scene.noor.presses("Ja, goed zo");
  const markdown = textOf(scene, ".md").replaceAll("  \n", "\n");
  expect(markdown).toContain("Tot het einde van de stemming deden 54 jongeren mee");
  // Four of one age would follow from the total: so eighteen of another are not shown either.
  expect(markdown).toContain(
    "Leeftijd:\n16 tot en met 17 jaar: 25\nKleine groepen samen: 22\nNiet bekend: 7",
  );
  // Six in Dijkzicht, and sixteen in Havenkwartier.
  expect(markdown).toContain("Buurt:\nErgens anders: 28\nKleine groepen samen: 22\nNiet bekend: 4");
  expect(JSON.parse(textOf(scene, ".json"))).toMatchObject({
    participants: { total: 54, ages: { "16_17": 25, together: 22, unknown: 7 } },
  });
  expect(textOf(scene, ".json")).not.toContain("25_27");
});

test("everybody can hold a copy against the original: all three carry the checksum of the data", async () => {
  const scene = await editing();
  await ratifiedByCore(scene);
  const json = textOf(scene, ".json");
  const checksum = createHash("sha256").update(json.trimEnd()).digest("hex").slice(0, 16);
  for (const ending of [".html", ".md"]) expect(textOf(scene, ending)).toContain(checksum);
  expect(JSON.parse(json)).toMatchObject({ version: 1, voters: null, figures: { items: 2, answered: 0 } });
});

test("nothing in it leads to a person, and nothing that was typed becomes markup", async () => {
  const scene = await editing();
  await acts(
    scene.ola,
    scene,
    "write",
    { action: "<script>alert(1)</script> & *meer*", addressee: "# het college" },
    3,
  );
  await acts(scene.ola, scene, "write", { action: "Banken", addressee: "het college" }, 1);
  await acts(scene.ola, scene, "ratify");
  await scene.sam.presses("Ja, goed zo");
  await scene.noor.presses("Ja, goed zo");
  expect(textOf(scene, ".html")).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; *meer*");
  expect(textOf(scene, ".html")).not.toContain("<script");
  expect(textOf(scene, ".md")).toContain("\\<script\\>alert(1)\\</script\\> & \\*meer\\*");
  expect(textOf(scene, ".md")).toContain("\\# het college");
  const all = filesOf(scene)
    .map((one) => one.text)
    .join();
  for (const person of [scene.sam, scene.noor, scene.yusuf]) {
    expect(all).not.toContain((await person.lane)?.resident);
    expect(all).not.toContain(person.chat);
  }
  expect(all).not.toContain("U0OLA");
});

test("with the council's answers there is a next version, with reasons and promises in it", async () => {
  const scene = await responded();
  const names = filesOf(scene).map((one) => one.name);
  expect(names.filter((one) => one.endsWith("-v2.html"))).toHaveLength(1);
  const second = filesOf(scene).find((one) => one.name.endsWith("-v2.md"))?.text ?? "";
  expect(second).toContain("**Antwoord van de gemeente**  \nDe gemeente gaat dit doen.\n\n**Reden**");
  expect(second).toContain("**Belofte**  \nGratis sporten in de sporthal, uiterlijk woensdag 1 juli 2026");
  expect(second).toContain("**Reden**  \nDaar is geen plek.");
});
