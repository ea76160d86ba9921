import { PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { type Image, readRow, rowImage } from "../../bot/store/item-codec.ts";
import { forSdk } from "../../bot/store/sealing.ts";
import { lanesTable } from "../../bot/store/table-shape.ts";
import { lanes } from "../../ops/lanes.ts";
import before from "../store/rows-as-packed-before.json" with { type: "json" };
import { dynamoForTests } from "../support/dynamo.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { install, type TestInstallation } from "./installation.ts";

/** The administrator moves the lanes of a town that began when they lay with everything else, while it is in use. */

const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

const seals = createSecrecy("a secret of at least thirty-two characters");

describe.skipIf(dynamo === undefined)("an administrator who moves the lanes", () => {
  let town: TestInstallation;
  beforeEach(async () => {
    if (!dynamo) throw new Error("no DynamoDB");
    town = await install(dynamo);
    town.outputs.LanesPhase = "move";
    for (const { image } of [before.lane, before.mark, before.contribution])
      await puts(image as unknown as Image);
  });
  afterEach(() => town.stop());

  const main = () => town.outputs.TableName ?? "";
  const puts = (image: Image, table = main()) =>
    town.outside.dynamo.send(new PutItemCommand({ TableName: table, Item: forSdk(image) }));
  const rowsIn = async (TableName: string) =>
    ((await town.outside.dynamo.send(new ScanCommand({ TableName }))).Items ?? [])
      .flatMap((item) => readRow(item, seals) ?? [])
      .toSorted((one, other) => (one.row < other.row ? -1 : 1));
  const moves = () => lanes([], () => town.outside);

  test("finds each in its own table afterwards, as it was, and everything else where it was", async () => {
    expect(await moves()).toBe(0);
    expect(await rowsIn(lanesTable(main()))).toEqual([rowOfEachKind.lane, rowOfEachKind.mark]);
    expect(await rowsIn(main())).toEqual([rowOfEachKind.contribution]);
    expect(town.said.join("\n")).toContain("lanes=apart");
    expect(await moves()).toBe(0);
    expect(town.said).toContain("0 were moved into the table of lanes.");
  });

  test("leaves alone what a resident has moved herself since it was read", async () => {
    const newer = { ...rowOfEachKind.lane, version: 7 };
    await puts(rowImage(newer, seals), lanesTable(main()));
    expect(await moves()).toBe(1);
    expect(await rowsIn(lanesTable(main()))).toEqual([newer, rowOfEachKind.mark]);
  });

  test.each(["before", "stay"])(
    "is refused while a function may look in one table only (%s)",
    async (phase) => {
      town.outputs.LanesPhase = phase;
      await expect(moves()).rejects.toThrow("--context lanes=move");
      expect(await rowsIn(lanesTable(main()))).toEqual([]);
    },
  );
});
