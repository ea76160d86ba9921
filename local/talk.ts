import type { DynamoDBRecord } from "aws-lambda";
import { shownNumber } from "../bot/core/model/contribution.ts";
import type { Row } from "../bot/ports/rows.ts";
import type { Seals } from "../bot/ports/secrecy.ts";
import { readChange } from "../bot/store/stream-records.ts";
import type { Step } from "./playground/api.ts";

/** Messages between the town's process and the one that started it. */
export type ToParent =
  | { type: "ready"; port: number }
  /** Everything in this shard of the stream up to this sequence number. */
  | { type: "handled"; shard: string; upTo: string }
  | { type: "step"; step: Pick<Step, "lane" | "text" | "detail"> };
export type FromParent = { type: "clock"; offset: number };

/** Describes a write in plain words, for somebody watching the playground. Undefined when it is not worth a line. */
export function commitLine(record: DynamoDBRecord, seals: Seals): string | undefined {
  const row = readable(record, seals);
  if (!row) return undefined;
  switch (row.row) {
    case "lane":
      return row.dialogue
        ? `Resident's lane, version ${row.version}: asked "${row.dialogue.step}"`
        : `Resident's lane, version ${row.version}`;
    case "contribution":
      return `${row.instrument} ${shownNumber(row.id)}, version ${row.version}`;
    case "entry":
      return `History of ${shownNumber(row.contribution)}: ${row.event}`;
    case "notice":
      return record.eventName === "INSERT" ? `To be delivered: ${row.what.kind}` : undefined;
    case "office":
      return "Desks and rules";
    case "staff":
      return "Roles of a member";
    case "broadcast":
      return `News: ${row.status.at}`;
    case "dead":
      return "Set aside: could not be handled";
    default:
      return undefined;
  }
}

/** A row the page cannot read must not be kept from the function that follows the table. */
function readable(record: DynamoDBRecord, seals: Seals): Row | undefined {
  try {
    return readChange(record, seals)?.row;
  } catch {
    return undefined;
  }
}
