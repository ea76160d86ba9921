import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AttributeValue, GetItemCommand, paginateQuery, paginateScan } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { instantAt } from "../bot/core/calendar/time.ts";
import { takenAlong } from "../bot/core/counting/archive-copy.ts";
import type { Contribution, Entry } from "../bot/core/model/contribution.ts";
import { shownNumber } from "../bot/core/model/contribution.ts";
import type { Posted } from "../bot/core/model/notice.ts";
import type { TableForm } from "../bot/core/model/table-form.ts";
import type { Row } from "../bot/ports/rows.ts";
import type { Seals } from "../bot/ports/secrecy.ts";
import { readRow } from "../bot/store/item-codec.ts";
import { figuresKey, postedKey, statePartition } from "../bot/store/keys.ts";
import { withoutKey } from "../bot/store/sealing.ts";
import { type CsvCell, FILE_MARK, writeCsv } from "../bot/text/csv.ts";
import type { Outside } from "./installation.ts";

type Item = Record<string, AttributeValue>;

/** The number of each that was exported. */
export interface Counted {
  contributions: number;
  processes: number;
  entries: number;
  residents: number;
  figures: number;
  unreadable: number;
}

const columns = [
  "number",
  "instrument",
  "state",
  "desk",
  "open",
  "created",
  "changed",
  "due",
  "late since",
  "resident",
  "entries",
];

/**
 * Reads the whole table once, and the history of each contribution; writes line by line, so it never fills memory.
 * @param seals opens what is sealed
 * @param form format of the table for a spreadsheet
 */
export async function exportRows(
  table: string,
  folder: string,
  seals: Seals,
  form: TableForm,
  world: Outside,
): Promise<Counted> {
  const counted: Counted = {
    contributions: 0,
    processes: 0,
    entries: 0,
    residents: 0,
    figures: 0,
    unreadable: 0,
  };
  const file = (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, "", { mode: 0o600 });
    return (text: string) => appendFileSync(path, text);
  };
  const lines = (name: string) => {
    const write = file(name);
    return (value: unknown) => write(`${JSON.stringify(value)}\n`);
  };
  const contributions = lines("contributions.jsonl");
  const processes = lines("processes.jsonl");
  const overview = file("contributions.csv");
  const residents = lines("residents.jsonl");
  const figures = lines("figures.jsonl");
  const arranged = lines("arranged.jsonl");
  const unreadable = lines("unreadable.jsonl");
  overview(FILE_MARK + writeCsv([columns], form));
  const at = instantAt(world.now());

  const read = (item: Item): Row | undefined => {
    try {
      return readRow(item, seals, at);
    } catch {
      counted.unreadable++;
      unreadable(unmarshall(item));
      return undefined;
    }
  };

  for await (const { Items = [] } of paginateScan({ client: world.dynamo }, { TableName: table }))
    for (const item of Items) {
      if (item.pk?.S?.startsWith(figuresKey("", "").pk)) {
        figures(unmarshall(item));
        counted.figures++;
        continue;
      }
      const row = read(item);
      if (row?.row === "contribution") {
        const whole = await historyOf(row, table, world);
        contributions({ contribution: row, ...whole });
        overview(writeCsv([cells(row)], form));
        counted.contributions++;
        counted.entries += whole.history.length;
      } else if (row?.row === "process") {
        processes({ process: takenAlong(row), ...(await historyOf(row, table, world)) });
        counted.processes++;
      } else if (row?.row === "lane") {
        // An unfinished conversation was never sent, and who offers help follows from her answers.
        const { dialogue: _open, held: _held, helps: _helps, ...resident } = row;
        residents(resident);
        counted.residents++;
      } else if (row?.row === "office" || row?.row === "staff") arranged(row);
    }
  return counted;
}

async function historyOf(
  { id }: Pick<Contribution, "id">,
  table: string,
  { dynamo }: Outside,
): Promise<{ history: readonly Entry[]; posted?: Posted }> {
  const history: Entry[] = [];
  const pages = paginateQuery(
    { client: dynamo },
    {
      TableName: table,
      KeyConditionExpression: "pk = :id",
      ExpressionAttributeValues: { ":id": { S: statePartition(id) } },
    },
  );
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      const row = legible(item);
      if (row?.row === "entry") history.push(row);
    }
  const { pk, sk } = postedKey(id);
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } }),
  );
  const card = Item && legible(Item);
  const posted = card?.row === "posted" ? card : undefined;
  return { history, ...(posted && { posted }) };
}

/** The row of an item from the scan; an unreadable one is reported. */
function legible(item: Item): Row | undefined {
  try {
    return readRow(item, withoutKey);
  } catch {
    return undefined;
  }
}

function cells(one: Contribution): readonly CsvCell[] {
  return [
    shownNumber(one.id),
    one.instrument,
    stateOf(one.state),
    one.desk,
    one.open,
    one.created,
    one.changed,
    one.dueAt,
    one.lateSince,
    one.by,
    one.entries,
  ];
}

/** The state is the instrument's own; this is its status, if that has a name. */
function stateOf(state: unknown): string | undefined {
  const status = typeof state === "object" && state !== null && "status" in state ? state.status : state;
  return typeof status === "object" && status !== null && "at" in status ? String(status.at) : undefined;
}
