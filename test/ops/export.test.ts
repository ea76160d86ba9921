import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Contribution, Entry } from "../../bot/core/model/contribution.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import type { Row } from "../../bot/ports/rows.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { rowImage, toImage } from "../../bot/store/item-codec.ts";
import { figuresKey } from "../../bot/store/keys.ts";
import { forSdk } from "../../bot/store/sealing.ts";
import { exportAll } from "../../ops/export.ts";
import { dynamoForTests } from "../support/dynamo.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { install, SAMENSPEL_SECRET, type TestInstallation } from "./installation.ts";

const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

const at = "2026-05-04T09:00:00.000Z";

const contribution = (id: string, desk: string): Contribution => ({
  ...rowOfEachKind.contribution,
  id,
  by: residentId("r1"),
  desk,
  dueAt: "2026-05-13T15:00:00.000Z",
  state: { status: { at: "submitted" }, words: "De lamp is kapot. ".repeat(80) },
  entries: 2,
});
const entry = (id: string, n: number): Entry => ({
  row: "entry",
  contribution: id,
  n,
  at,
  actor: "resident",
  event: n === 1 ? "submitted" : "added",
  words: "De lamp is kapot",
});

describe.skipIf(dynamo === undefined)("an administrator takes everything along", () => {
  let town: TestInstallation;
  let folder: string;
  const exports = () => exportAll(["--to", folder], town.open);
  const file = (name: string) => readFileSync(join(folder, name), "utf8");
  const lines = (name: string) =>
    file(name)
      .split("\n")
      .filter((line) => line !== "")
      .map((line): unknown => JSON.parse(line));

  beforeEach(async () => {
    if (!dynamo) throw new Error("no DynamoDB");
    town = await install(dynamo);
    folder = join(town.folder, "export");
  });
  afterEach(() => town.stop());

  async function puts(item: Row | object): Promise<void> {
    const image = forSdk(
      "row" in item ? rowImage(item as Row, createSecrecy(SAMENSPEL_SECRET)) : toImage(item),
    );
    await town.outside.dynamo.send(new PutItemCommand({ TableName: town.outputs.TableName, Item: image }));
  }

  async function livesHere(): Promise<void> {
    for (const [id, desk] of [
      ["48210937", "roads"],
      ["11112222", '=HYPERLINK("https://evil.example.org")'],
    ] as const) {
      await puts(contribution(id, desk));
      await puts(entry(id, 1));
      await puts(entry(id, 2));
    }
    await puts({ ...figuresKey("roads", "2026-05"), received: 2, answered: 1 });
    await town.s3.send(
      new PutObjectCommand({ Bucket: town.bucket, Key: "media/lamp.jpg", Body: Buffer.from("photo") }),
    );
  }

  test("every contribution with its history, the figures and the photos", async () => {
    await livesHere();
    expect(await exports()).toBe(0);
    const all = lines("contributions.jsonl") as { contribution: Contribution; history: Entry[] }[];
    expect(all.map((one) => one.contribution.id).toSorted()).toEqual(["11112222", "48210937"]);
    expect(all.find((one) => one.contribution.id === "48210937")).toEqual({
      contribution: contribution("48210937", "roads"),
      history: [entry("48210937", 1), entry("48210937", 2)],
    });
    expect(lines("figures.jsonl")).toEqual([
      { pk: "FIGURES#roads", sk: "2026-05", received: 2, answered: 1 },
    ]);
    expect(file("media/lamp.jpg")).toBe("photo");
    expect(file("READ-ME.txt")).toContain("2 contributions");
  });

  test("only the owner of the folder can look into it", async () => {
    await livesHere();
    await exports();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of ["contributions.jsonl", "contributions.csv", "media/lamp.jpg", "READ-ME.txt"])
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });

  test("the table for a spreadsheet runs no formula and holds no words", async () => {
    await livesHere();
    await exports();
    const table = file("contributions.csv");
    // As Dutch Excel opens it by itself.
    expect(table).toMatch(/^\uFEFFnumber;instrument;state;desk;/);
    expect(table).toContain("4821-0937;issue;submitted;roads;true;");
    expect(table).toContain(`"'=HYPERLINK(""https://evil.example.org"")"`);
    expect(table).not.toContain("lamp");
    expect(file("READ-ME.txt")).toContain("“;” between the cells and “,” before the\ntenths");
  });

  test("addresses of residents stay sealed", async () => {
    const address = createSecrecy(SAMENSPEL_SECRET).seal("700001");
    await puts({ ...rowOfEachKind.lane, address });
    await exports();
    expect(lines("residents.jsonl")).toMatchObject([{ resident: "r1", address }]);
    expect(file("residents.jsonl")).not.toContain("700001");
  });

  test("of a survey goes along what was told, and of a resident nothing that she did not send", async () => {
    const results = { q: { answered: 20, "o.a": 19, "n:mill|o.a": 1 } };
    const state = { at: "closed", result: { results, words: {}, same: true } };
    await puts({ ...rowOfEachKind.process, instrument: "survey", state });
    const dialogue = {
      instrument: "survey",
      version: 1,
      step: "group",
      answers: { size: 3 },
      token: "t",
      touched: at,
    };
    await puts({ ...rowOfEachKind.lane, dialogue, helps: ["P1234567"] } as Row);
    await exports();
    expect(lines("processes.jsonl")).toMatchObject([
      { process: { state: { result: { results: { q: { answered: 20, "o.a": 19 } } } } } },
    ]);
    expect(file("processes.jsonl")).not.toContain("mill");
    expect(lines("residents.jsonl")).toMatchObject([{ resident: "r1" }]);
    expect(file("residents.jsonl")).not.toMatch(/dialogue|helps/);
  });

  test("what this version does not understand is taken along as it is, and said", async () => {
    await puts({ pk: "CONTRIBUTION#33334444", sk: "STATE", body: { row: "contribution", id: 4 } });
    expect(await exports()).toBe(1);
    expect(lines("unreadable.jsonl")).toMatchObject([{ pk: "CONTRIBUTION#33334444" }]);
    expect(town.text).toContain("1 items are not as this version expects");
  });

  test("a file with a name that leads elsewhere is refused", async () => {
    await town.s3.send(
      new PutObjectCommand({ Bucket: town.bucket, Key: "media/../../outside.txt", Body: "gotcha" }),
    );
    await expect(exports()).rejects.toThrow("impossible name");
    expect(existsSync(join(town.folder, "outside.txt"))).toBe(false);
  });

  test("nothing old stays among it", async () => {
    await exports();
    writeFileSync(join(folder, "old.txt"), "old");
    await expect(exports()).rejects.toThrow("is not empty");
  });
});
