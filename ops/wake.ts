import { paginateScan } from "@aws-sdk/client-dynamodb";
import { instantAt } from "../bot/core/calendar/time.ts";
import type { Contribution } from "../bot/core/model/contribution.ts";
import type { Process } from "../bot/core/model/process.ts";
import type { Row } from "../bot/ports/rows.ts";
import { createSecrecy } from "../bot/runtime/pseudonyms.ts";
import { readRow } from "../bot/store/item-codec.ts";
import { contributionKey, processKey } from "../bot/store/keys.ts";
import { stepsOf } from "../bot/store/steps.ts";
import { readOptions, run, which } from "./command.ts";
import { findInstallation, type Outside, outside } from "./installation.ts";
import { readKeys } from "./keys.ts";
import { written } from "./write-rows.ts";

/**
 * `npm run wake -- --municipality waterkant`: what was stored by a version that did not watch it gets an alarm, so that
 * the clock looks at it and finds what is owed. Manifestos and surveys in some states, and topics that nobody looked
 * at, had none; and a closed report that was put before the council was followed no more. A manifesto of before its promises
 * were processes has those to begin. Run it once after an upgrade; a second time, once the clock has looked, it finds
 * nothing.
 *
 *     --do    sets the alarms; without it nothing changes
 */
export async function wake(
  args: readonly string[],
  open: (at: { region: string }) => Outside = outside,
): Promise<number> {
  const options = readOptions(args, { ...which, do: { type: "boolean", default: false } });
  const world = open({ region: options.region });
  const { outputs, name } = await findInstallation({ ...options, outputs: options.outputs }, world);
  const { SAMENSPEL_SECRET = "" } = await readKeys(outputs, world);
  const secrecy = createSecrecy(SAMENSPEL_SECRET);
  const count = { found: 0, woken: 0, changed: 0 };
  for await (const row of unwatched(outputs.TableName, secrecy, world)) {
    count.found++;
    world.say(`  ${row.id} (${row.instrument})`);
    if (!options.do) continue;
    const put = { ...row, wakeAt: instantAt(world.now()), version: row.version + 1 };
    const isDone = await written(outputs.TableName, stepsOf({ put, expect: row.version }, secrecy), world);
    count[isDone ? "woken" : "changed"]++;
  }
  world.say(`${name}: ${count.found} that the clock does not look at.`);
  if (options.do) world.say(`The clock looks at ${count.woken} of them within a minute or two.`);
  else if (count.found > 0) world.say("Nothing is changed. Set the alarms with --do.");
  if (count.changed > 0) {
    world.say(`${count.changed} were changed by somebody at that moment: run it once more.`);
    return 1;
  }
  return 0;
}

type Secrecy = ReturnType<typeof createSecrecy>;

/** Processes, and what was brought in to one and nobody has looked at, for which no alarm is set. */
async function* unwatched(
  table: string,
  secrecy: Secrecy,
  { dynamo, now }: Outside,
): AsyncGenerator<Process | Contribution> {
  const pages = paginateScan(
    { client: dynamo },
    {
      TableName: table,
      ConsistentRead: true,
      FilterExpression: "sk = :state AND (begins_with(pk, :process) OR begins_with(pk, :contribution))",
      ExpressionAttributeValues: {
        ":state": { S: "STATE" },
        ":process": { S: processKey("").pk },
        ":contribution": { S: contributionKey("").pk },
      },
    },
  );
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      const row = readRow(item, secrecy, instantAt(now()));
      if (row && isUnwatched(row)) yield row;
    }
}

function isUnwatched(row: Row): row is Process | Contribution {
  if (row.row === "process")
    return (row.wakeAt === undefined && !isForgotten(row.state)) || holdsPromises(row);
  // A report watches itself; what was brought in to a process says to which.
  if (row.row !== "contribution") return false;
  return (row.open && row.wakeAt === undefined && belongs(row.state)) || asksCouncil(row);
}

/** A closed report that is before the council, and that nobody follows there. */
function asksCouncil({ open, state, wakeAt }: Contribution): boolean {
  const { council, status } = fieldsOf(state);
  return (
    !open &&
    wakeAt !== undefined &&
    fieldsOf(status).at === "closed" &&
    council !== undefined &&
    fieldsOf(council).response === undefined
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** A manifesto that was stored when the council's steps and its promises stood in it: each becomes a process of its own. */
function holdsPromises({ instrument, open, state }: Process): boolean {
  if (instrument !== "manifesto" || !open || typeof state !== "object" || state === null) return false;
  const isAsked = "at" in state && (state.at === "handed_over" || state.at === "on_agenda");
  if (isAsked && !("council" in state)) return true;
  const themes: unknown = "themes" in state ? state.themes : "items" in state ? state.items : [];
  return Array.isArray(themes) && themes.some((one: object) => "commitment" in one);
}

/** Long after its end nothing is left to do. */
function isForgotten(state: unknown): boolean {
  return typeof state === "object" && state !== null && "forgotten" in state;
}

function belongs(state: unknown): boolean {
  return typeof state === "object" && state !== null && "process" in state;
}

if (import.meta.main) await run(() => wake(process.argv.slice(2)));
