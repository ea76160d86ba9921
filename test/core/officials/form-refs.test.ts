import fc from "fast-check";
import { expect, test } from "vitest";
import {
  readDesks,
  readNames,
  readNewsPreview,
  readRoom,
  writeDesks,
  writeNames,
  writeNewsPreview,
  writeRoom,
} from "../../../bot/core/officials/form-refs.ts";
import type { Room } from "../../../bot/core/officials/office.ts";

/** The subject of an office form comes back with it as it was written. */

const word = fc.stringMatching(/^[a-z0-9_]{1,20}$/);

test("the channel that is bound", () => {
  const rooms: fc.Arbitrary<Room> = fc.record(
    { id: word, name: word, kind: fc.constantFrom("private", "direct", "group") },
    { requiredKeys: ["id"] },
  );
  fc.assert(
    fc.property(rooms, (room) => {
      expect(readRoom(writeRoom(room))).toEqual(room);
    }),
  );
  expect(writeRoom({ id: "C1", name: "jeugd" })).toBe("C1#jeugd#");
});

test("the desks that were shown, also when there were none", () => {
  fc.assert(
    fc.property(fc.array(word), (ids) => {
      expect(readDesks(writeDesks(ids))).toEqual(ids);
    }),
  );
});

test("the preview of news", () => {
  fc.assert(
    fc.property(word, fc.stringMatching(/^\d{17}$/), (print, moment) => {
      expect(readNewsPreview(writeNewsPreview({ print, moment }))).toEqual({ print, moment });
    }),
  );
  expect(readNewsPreview("")).toEqual({ print: "", moment: "" });
});

test("the members in a line of the log", () => {
  fc.assert(
    fc.property(fc.array(word), (names) => {
      expect(readNames(writeNames(names))).toEqual(names);
    }),
  );
});
