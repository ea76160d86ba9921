import fc from "fast-check";
import { expect, test } from "vitest";
import { actNames as inTable } from "../../../bot/core/model/official-acts.ts";
import type { ActName, DeskAct } from "../../../bot/instruments/issue/desk/act.ts";
import { deskActOf, deskActs } from "../../../bot/instruments/issue/desk/acts.ts";
import { actNames, deskButtons } from "../../../bot/instruments/issue/desk/buttons.ts";
import {
  readPreview,
  type ShownPreview,
  writePreview,
} from "../../../bot/instruments/issue/desk/shown-preview.ts";
import { ownActs } from "../../../bot/instruments/issue/following/acts.ts";

test("an act that somebody may do at a desk, and that has no record, does not type-check", () => {
  const { unpause: _unpause, ...others } = deskActs;
  // @ts-expect-error: core's table says who may end a pause, so there has to be a record of it.
  const lacking: Readonly<Record<ActName, DeskAct>> = others;
  expect(Object.keys(lacking)).not.toContain("unpause");
});

test("an act of residents without a record does not type-check either", () => {
  const { keep: _keep, ...others } = ownActs;
  // @ts-expect-error: there is a button with this name, so there has to be a record of it.
  const lacking: typeof ownActs = others;
  expect(Object.keys(lacking)).not.toContain("keep");
});

test("every act of core's table that changes an issue has its record, and no other act has one", () => {
  const permitted = inTable.flatMap((one) => (one.startsWith("issue.") ? [one.slice("issue.".length)] : []));
  expect(new Set(["show", "search", "raise", "lookUp", ...actNames])).toEqual(new Set(permitted));
});

test("the card has the button of every act", () => {
  expect(deskButtons).toEqual(Object.fromEntries(actNames.map((name) => [name, deskActOf(name).button])));
});

test("only where nothing is filled in does a button show the message at once", () => {
  expect(actNames.filter((name) => !deskActOf(name).fields)).toEqual(["claim", "start", "council"]);
});

test("what somebody saw before she sends it comes back as it was", () => {
  const shown: fc.Arbitrary<ShownPreview> = fc.record({
    print: fc.stringMatching(/^[0-9a-z]{1,13}$/),
    entries: fc.nat(),
  });
  fc.assert(
    fc.property(shown, (one) => {
      expect(readPreview(writePreview(one))).toEqual(one);
    }),
  );
});

test.each(["", ".", "abc", "abc.", "abc.x", "a.b.3"])("“%s” is nothing that somebody saw", (text) => {
  expect(readPreview(text)).toBeUndefined();
});
