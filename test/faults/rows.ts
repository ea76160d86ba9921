import { type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import type { Row } from "../../bot/ports/rows.ts";
import type { Seals } from "../../bot/ports/secrecy.ts";
import { type Image, readRow } from "../../bot/store/item-codec.ts";
import { lanesTable } from "../../bot/store/table-shape.ts";
import { isPlanted } from "./poison.ts";

/** Every row of the table, without the planted ones. */
export async function readRows(client: DynamoDBClient, table: string, seals: Seals): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const item of everyItem(client, table))
    if (!isPlanted(item)) rows.push(...[readRow(item, seals) ?? []].flat());
  return rows;
}

/** What lies in the main table and in that of lanes. */
async function* everyItem(client: DynamoDBClient, table: string): AsyncGenerator<Image> {
  for (const TableName of [table, lanesTable(table)])
    for await (const { Items = [] } of paginateScan({ client }, { TableName })) yield* Items;
}

/** Items as stored in the table, by the prefix of their partition key. */
export async function readItems(
  client: DynamoDBClient,
  table: string,
  prefix: string,
): Promise<readonly Image[]> {
  const images: Image[] = [];
  for await (const item of everyItem(client, table)) if (item.pk?.S?.startsWith(prefix)) images.push(item);
  return images;
}
