import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { patterns } from "../../bot/store/access-patterns.ts";

test("the table at the head of access-patterns.ts is the list of patterns", () => {
  const source = readFileSync(new URL("../../bot/store/access-patterns.ts", import.meta.url), "utf8");
  const lines = source
    .split("\n")
    .filter((line) => line.startsWith(" * |"))
    .slice(2);
  const header = lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  expect(header).toEqual(
    patterns.map(({ what, pk, sk, dueFor, dueAt, expires, readBy }) => [
      what,
      pk,
      sk,
      dueFor,
      dueAt,
      expires,
      readBy,
    ]),
  );
});
