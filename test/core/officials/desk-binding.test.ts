import { expect, test } from "vitest";
import { deskKey } from "../../../bot/core/officials/office.ts";
import { createTestTown } from "../../support/town.ts";

test("a channel that an organiser binds gets the next reports about its subject", async () => {
  const town = createTestTown();
  const ana = town.official("U0ANA");
  const noor = town.resident("noor");
  const before = await noor.raises("De container zit vol");
  expect(town.card(before)?.channel).toBe("#openbare-ruimte");
  await ana.command("koppel", { channel: "C0AFVAL", channelName: "afval" });
  await ana.submit({ name: "Afvalteam", categories: ["waste"], default: "no" });
  expect(ana.told.at(-1)).toBe("officials:desk.saved");
  const after = await noor.raises("De container zit weer vol");
  expect(town.card(after)?.channel).toBe("C0AFVAL");
  await ana.answers(after, { text: "Geleegd." });
  expect(noor.lastText).toContain("Afvalteam");
});

test("binding the channel of a desk from the configuration changes that desk instead of making a second one", async () => {
  const town = createTestTown();
  const ana = town.official("U0ANA");
  await ana.command("bind", { channel: "C0DESK1", channelName: "openbare-ruimte" });
  expect(ana.form?.fields.find((one) => one.name === "name")).toMatchObject({ value: "Openbare ruimte" });
  await ana.submit({ name: "Buiten", categories: ["waste", "clean"], default: "no", lead: "U0BRAM" });
  const office = await town.store.office();
  expect(office?.desks).toHaveLength(4);
  expect(office?.desks.find((one) => one.channel === "C0DESK1")).toMatchObject({
    id: "public_space",
    lead: "U0BRAM",
  });
  expect(office?.rules.filter((one) => one.desk === "public_space")).toEqual([
    { desk: "public_space", categories: ["waste", "clean"], neighbourhoods: [] },
  ]);
});

test("somebody without the role cannot bind a channel, and hears so in private", async () => {
  const town = createTestTown();
  const nobody = town.official("U0NOBODY");
  await nobody.command("koppel", { channel: "C0AFVAL" });
  expect(nobody.told).toEqual(["officials:refused.role"]);
  expect(nobody.form).toBeUndefined();
});

test.each([
  ["Jeugd & Gezin", "jeugd_gezin"],
  ["Öffentlich", "offentlich"],
  ["Çarşı", "carsi"],
  ["Straße", "strasse"],
  ["Łódź", "lodz"],
  ["3 wijken", "wijken"],
  ["Молодь", "desk"],
  ["Afvalinzameling en schoonmaak", "afvalinzameling_en_s"],
])("a desk called “%s” has the key %s, and the next one with that name another", (name, key) => {
  expect(deskKey(name, [])).toBe(key);
  const second = deskKey(name, [key]);
  expect(second).toMatch(/^[a-z][a-z0-9_]{0,19}$/);
  expect(second).not.toBe(key);
  expect(deskKey(name, [key, second])).not.toBe(second);
});

test.each([{ channelKind: "direct" }, { channelKind: "group" }])(
  "a desk is not bound to %o",
  async (room) => {
    const town = createTestTown();
    const ana = town.official("U0ANA");
    await ana.command("koppel", { channel: "D0ANA", ...room });
    expect(ana.form).toBeUndefined();
    expect(ana.told.at(-1)).toBe("officials:desk.notAChannel");
    // Nor by a form that somebody made up.
    const form = { instrument: "core", form: "desk", ref: "D0ANA##" };
    await ana.does({ type: "submitted", form, values: { name: "Van mij", default: "yes" } });
    expect(ana.told.at(-1)).toBe("officials:desk.notAChannel");
    expect(await town.store.office()).toBeUndefined();
  },
);
