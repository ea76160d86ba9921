import { expect, test } from "vitest";
import { codeFrom } from "../../bot/core/model/access-code.ts";
import { invites } from "../../bot/instruments/manifesto/core-group/core-group.ts";
import { readLink } from "../../bot/instruments/survey/reaching/link.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";

/** Codes that admit somebody. */

const seed = createSecrecy("a secret of at least thirty-two characters").derive("seed", "1");

test("each has 64 bits, none follows from another, and a link with one fits behind start=", () => {
  const codes = (["own", "group"] as const).map((which) => codeFrom(seed, which));
  expect(new Set(codes).size).toBe(2);
  for (const code of codes) {
    expect(code).toMatch(/^[0-9a-f]{16}$/);
    // The number of a process follows from the beginning of the seed, and everybody sees it.
    expect(seed.slice(0, 16)).not.toContain(code.slice(0, 8));
    for (const kind of ["s", "w"] as const) {
      const link = `${kind}-P1234567-${code}`;
      expect(readLink(link)).toEqual({ id: "P1234567", code, group: kind === "w" });
      expect(link).toMatch(/^[\w-]{1,64}$/);
    }
    for (const kind of ["m", "g"]) expect(invites(`${kind}-P1234567-${code}`)).toBe(true);
  }
});

test("links that were printed before lead where they led", () => {
  expect(readLink("s-P1234567-0a1b2c3d")).toEqual({ id: "P1234567", code: "0a1b2c3d", group: false });
  for (const kind of ["m", "g"]) expect(invites(`${kind}-P1234567-0a1b2c3d4e5f`)).toBe(true);
});

test("what only looks like one leads nowhere", () => {
  for (const code of ["0a1b2c3", "0a1b2c3d4", "0a1b2c3d4e5f60718", "0A1B2C3D", ""]) {
    expect(readLink(`s-P1234567-${code}`)).toBeUndefined();
    expect(invites(`m-P1234567-${code}`)).toBe(false);
  }
});
