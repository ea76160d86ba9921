import { type DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import type { Row } from "../../bot/ports/rows.ts";
import type { Seals } from "../../bot/ports/secrecy.ts";
import { type Image, readRow } from "../../bot/store/item-codec.ts";
import { isPlanted } from "./poison.ts";

/** Every row of the table, without the planted ones. */
export async function readRows(client: DynamoDBClient, table: string, seals: Seals): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table })) {
    rows.push(...Items.filter((item) => !isPlanted(item)).flatMap((item) => readRow(item, seals) ?? []));
  }
  return rows;
}

/** Items as stored in the table, by the prefix of their partition key. */
export async function readItems(
  client: DynamoDBClient,
  table: string,
  prefix: string,
): Promise<readonly Image[]> {
  const images: Image[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table }))
    images.push(...Items.filter((item) => item.pk?.S?.startsWith(prefix)));
  return images;
}
