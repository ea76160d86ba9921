import fc from "fast-check";
import { expect, test } from "vitest";
import { decodePress, encodePress } from "../../bot/telegram/callback-data.ts";

const id = (minLength: number) => fc.stringMatching(new RegExp(`^[a-zA-Z0-9_.:-]{${minLength},10}$`));
const press = fc.record(
  { instrument: id(1), version: fc.nat(999), step: id(1), option: id(0), ref: id(0) },
  { requiredKeys: ["instrument", "version", "step", "option"] },
);

test("what a button was made for comes back when it is pressed", () => {
  fc.assert(
    fc.property(press, (made) => {
      expect(decodePress(encodePress(made))).toEqual(made);
    }),
  );
});

test("a button about a contribution names it", () => {
  const made = { instrument: "issue", version: 3, step: "helps", option: "not_yet", ref: "48210937" };
  expect(encodePress(made)).toBe("issue|3|helps|not_yet|48210937");
});

test("no bytes from a modified app can break the reading", () => {
  const piece = fc.constantFrom("|", "issue", "1", "-1", "1e9", "\u0000", "\ud800", "🏛️", "__proto__", "");
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 120 }),
    fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
    fc.array(piece, { maxLength: 7 }).map((parts) => parts.join("|")),
  );
  fc.assert(
    fc.property(hostile, (data) => {
      const read = decodePress(data);
      // Whatever can be read is exactly what we would have written.
      if (read) expect(encodePress(read)).toBe(data);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  "",
  "|",
  "issue",
  "issue|1|what",
  "issue|x|what|a",
  "issue|01|what|a",
  "|1|what|a",
  "issue|1||a",
  "a|1|b|c|d|e",
  "i|1|s|".padEnd(65, "x"),
  "i|1|s|".padEnd(40, "ü"),
])("%j was never on a button of ours", (data) => expect(decodePress(data)).toBeUndefined());

test("a button of 64 bytes fits and one of 65 is refused while it is made, counted in bytes", () => {
  const room = 64 - "issue|1|what|".length;
  const made = { instrument: "issue", version: 1, step: "what", option: "x".repeat(room) };
  expect(decodePress(encodePress(made))).toEqual(made);
  expect(() => encodePress({ ...made, option: "x".repeat(room + 1) })).toThrow(
    /issue\/what carries 65 bytes; Telegram allows 64/,
  );
  expect(() => encodePress({ ...made, option: "ї".repeat(room - 5) })).toThrow(/Telegram allows 64/);
});

test.each([
  ["a separator", { option: "a|b" }],
  ["a line break", { option: "a\nb" }],
  ["half a character", { ref: "\ud800" }],
  ["no step", { step: "" }],
  ["no instrument", { instrument: "" }],
  ["half a version", { version: 1.5 }],
  ["a version below nothing", { version: -1 }],
])("a button with %s is refused while it is made", (_, change) => {
  expect(() =>
    encodePress({ instrument: "issue", version: 1, step: "what", option: "a", ...change }),
  ).toThrow(/button/i);
});
