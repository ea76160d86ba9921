import fc from "fast-check";
import { expect, test } from "vitest";
import { plainUpdate } from "../../bot/telegram/plain-update.ts";
import { parseUpdate } from "../../bot/telegram/update-schema.ts";

/** Words and buttons are read by hand, and never otherwise than the schema would read them. */

const noor = { id: 5, is_bot: false, first_name: "Noor", language_code: "nl" };
const chat = { id: 5, type: "private", first_name: "Noor" };
const said = { message_id: 3, from: noor, chat, date: 1_795_338_000, text: "De lamp is kapot", entities: [] };
const shown = {
  ...said,
  from: { id: 1, is_bot: true, username: "bot" },
  reply_markup: { inline_keyboard: [] },
};
const words = { update_id: 7, message: said };
const press = {
  update_id: 8,
  callback_query: { id: "9", from: noor, message: shown, data: "a|b", chat_instance: "1" },
};

test("words and buttons are read by hand", () => {
  for (const update of [words, press]) expect(plainUpdate(update)).toEqual(parseUpdate(update));
});

/** What somebody could put in the place of anything. */
const strange = fc.constantFrom<unknown>(
  undefined,
  null,
  "",
  "text",
  0,
  -1,
  1.5,
  2 ** 53,
  Number.POSITIVE_INFINITY,
  4_102_444_801,
  true,
  [],
  {},
  [noor],
  noor,
  chat,
  said,
);
const names = fc.constantFrom(
  ...["update_id", "message", "edited_message", "callback_query", "my_chat_member", "id", "from", "data"],
  ...[
    "message_id",
    "chat",
    "date",
    "text",
    "caption",
    "media_group_id",
    "photo",
    "voice",
    "audio",
    "document",
  ],
  ...["via_bot", "sender_business_bot", "is_from_offline", "forward_origin", "reply_to_message", "location"],
  ...["venue", "is_bot", "language_code", "type", "quote", "toString", "constructor"],
);
type Change = { readonly name: string; readonly value: unknown; readonly at: number; readonly gone: boolean };
const changes = fc.array(fc.record({ name: names, value: strange, at: fc.nat(9), gone: fc.boolean() }), {
  maxLength: 3,
});

/** Every object inside, so that a change can be made anywhere. */
const objectsIn = (value: unknown): Record<string, unknown>[] =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)]
    : [];

function changed(update: unknown, made: readonly Change[]): unknown {
  const copy = structuredClone(update);
  for (const { name, value, at, gone } of made) {
    const objects = objectsIn(copy);
    const object = objects[at % objects.length];
    if (gone) delete object?.[name];
    else if (object) object[name] = structuredClone(value);
  }
  return copy;
}

test("whatever is in an update: by hand it is read as by the schema, or left to it", () => {
  const byHand = { yes: 0, no: 0 };
  fc.assert(
    fc.property(fc.constantFrom<unknown>(words, press), changes, (update, made) => {
      const body = changed(update, made);
      const read = plainUpdate(body);
      byHand[read ? "yes" : "no"]++;
      if (read) expect(read).toEqual(parseUpdate(body));
    }),
    { numRuns: 3000 },
  );
  expect(byHand.yes).toBeGreaterThan(300);
  expect(byHand.no).toBeGreaterThan(300);
});

test("a field that would change what an object is goes to the schema", () => {
  expect(plainUpdate(JSON.parse(JSON.stringify(words).replace('"text"', '"__proto__"')))).toBeUndefined();
});
