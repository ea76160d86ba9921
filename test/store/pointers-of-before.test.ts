import { expect, test } from "vitest";
import { residentId } from "../../bot/core/model/ids.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { type Image, rowImage, toImage } from "../../bot/store/item-codec.ts";
import type { ItemTable } from "../../bot/store/item-table.ts";
import { nameOf, pointerKey } from "../../bot/store/keys.ts";
import { createStore } from "../../bot/store/store.ts";
import { momentOf } from "../support/moments.ts";
import { lane } from "./rows.ts";

/** Pointers as they were stored before they held a language: her lane says it. */

const seals = createSecrecy("a secret of at least thirty-two characters");
const noor = residentId("r-noor");

/** A table that holds these items, of which single ones are read. */
function storeWith(...images: readonly Image[]) {
  const items = new Map(images.map((one) => [nameOf({ pk: one.pk?.S ?? "", sk: one.sk?.S ?? "" }), one]));
  const table: Pick<ItemTable, "get"> = { get: async (key) => items.get(nameOf(key)) };
  return createStore(table as ItemTable, () => momentOf("2026-05-04T09:00:00.000Z"), seals);
}

const pointer = toImage({ ...pointerKey(noor), lane: "noor" });

test("a resident whose pointer is from before is written to in the language of her lane", async () => {
  const store = storeWith(pointer, rowImage(lane({ key: "noor", resident: noor, language: "en" }), seals));
  expect(await store.languageOf(noor)).toBe("en");
});

test("a pointer from before that leads to somebody else now leads nowhere", async () => {
  const other = lane({ key: "noor", resident: residentId("r-other"), language: "en" });
  expect(await storeWith(pointer, rowImage(other, seals)).languageOf(noor)).toBeUndefined();
  expect(await storeWith(pointer).languageOf(noor)).toBeUndefined();
});
