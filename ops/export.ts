import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TableForm, tableForm } from "../bot/core/model/table-form.ts";
import { createSecrecy } from "../bot/runtime/pseudonyms.ts";
import { Problem, readOptions, run, which } from "./command.ts";
import { exportMedia } from "./export-media.ts";
import { exportRows } from "./export-rows.ts";
import { findInstallation, type Outside, outside } from "./installation.ts";
import { readKeys } from "./keys.ts";

/**
 * `npm run export -- --municipality waterkant --to FOLDER`: everything the installation holds, for archiving or for
 * leaving. It only reads. The output contains people's words: the folder is accessible to its owner only.
 */
export async function exportAll(
  args: readonly string[],
  open: (at: { region: string }) => Outside = outside,
): Promise<number> {
  const options = readOptions(args, { ...which, to: { type: "string" } });
  if (!options.to) throw new Problem("Say where it should be written: --to FOLDER.");
  const world = open({ region: options.region });
  const { outputs, name, town } = await findInstallation({ ...options, outputs: options.outputs }, world);
  mkdirSync(options.to, { recursive: true, mode: 0o700 });
  if (readdirSync(options.to).length > 0)
    throw new Problem(`${options.to} is not empty. Choose a new folder, so that nothing old stays among it.`);

  const { SAMENSPEL_SECRET = "" } = await readKeys(outputs, world);
  const seals = createSecrecy(SAMENSPEL_SECRET);
  const form = tableForm(town.languages[0]);
  const rows = await exportRows(outputs.TableName, options.to, seals, form, world);
  const files = await exportMedia(outputs.MediaBucketName, join(options.to, "media"), world);
  const made = new Date(world.now()).toISOString();
  writeFileSync(join(options.to, "READ-ME.txt"), readMe(name, made, rows, files, form), { mode: 0o600 });
  world.say(
    `Written to ${options.to}: ${rows.contributions} contributions with ${rows.entries} entries of history, ${files} files, ${rows.figures} months of figures, ${rows.residents} residents.`,
  );
  if (rows.unreadable > 0)
    world.say(
      `${rows.unreadable} items are not as this version expects; they lie as they are in unreadable.jsonl.`,
    );
  world.say("It holds people's words and photos. Keep it where the register of your municipality says.");
  return rows.unreadable > 0 ? 1 : 0;
}

function readMe(
  name: string,
  made: string,
  rows: Awaited<ReturnType<typeof exportRows>>,
  files: number,
  { separator, decimal }: TableForm,
): string {
  return `Export of ${name}, made at ${made}.
These files hold personal data: words, places and photos of residents.

contributions.jsonl  ${rows.contributions} contributions, one a line: {"contribution": …, "history": [ … ], "posted": …}.
                     "by" is a random number for a person; the same person has the same number.
processes.jsonl      ${rows.processes} processes that residents took part in, with what was promised and their history.
                     Of answers and votes only what was told: nothing of fewer than ten people.
contributions.csv    The same contributions as a table for a spreadsheet. Without the words.
residents.jsonl      ${rows.residents} people who take part: language, neighbourhood, what they allowed and when.
                     The address of the chat is sealed, and stays so: only SAMENSPEL_SECRET opens it.
figures.jsonl        ${rows.figures} lines: what each desk did in each month, without persons.
arranged.jsonl       Desks, rules, roles and who is on duty (Slack member ids).
media/               ${files} photos and recordings. "media" in a contribution names the file.
unreadable.jsonl     ${rows.unreadable} items that this version of the software does not understand.

Not in it: ballots and answers one by one, messages on their way, failed updates (sealed), and what Slack and Telegram keep themselves.
JSON Lines: one JSON value in each line, UTF-8. CSV: RFC 4180, UTF-8, with “${separator}” between the cells and “${decimal}” before the
tenths, as spreadsheets expect in the town's first language; a text that a spreadsheet would take for a formula
begins with an apostrophe.
`;
}

if (import.meta.main) await run(() => exportAll(process.argv.slice(2)));
