import { STOPPED } from "../bot/core/model/notice.ts";
import type { Seals } from "../bot/ports/secrecy.ts";
import { createSecrecy } from "../bot/runtime/pseudonyms.ts";
import { withoutKey } from "../bot/store/sealing.ts";
import { Problem, readOptions, run, which } from "./command.ts";
import { findInstallation, type Installation, type Outside, outside } from "./installation.ts";
import { keysNeeded, lacking, readKeys } from "./keys.ts";
import { failedUpdates, postAgain } from "./redrive-failed.ts";
import { parkedNotices, unpark } from "./redrive-parked.ts";
import { handOver, showQueue } from "./redrive-queues.ts";

/**
 * `npm run redrive -- --municipality waterkant`: lists what was set aside, by id, kind, age and reason, never by its
 * words. With `--do` it is handed over again, after a yes. First fix the cause: otherwise it comes back.
 *
 *     --only queues,parked,failed    some of it
 *     --within 3                     only what was set aside in the last three days; the rest stays
 *     --do                           acts; without it nothing changes
 *     --yes                          does not ask
 */
export async function redrive(
  args: readonly string[],
  open: (at: { region: string }) => Outside = outside,
): Promise<number> {
  const options = readOptions(args, {
    ...which,
    only: { type: "string", default: "queues,parked,failed" },
    within: { type: "string" },
    do: { type: "boolean", default: false },
    yes: { type: "boolean", default: false },
    "dry-run": { type: "boolean", default: false },
  });
  const world = open({ region: options.region });
  const { say } = world;
  const since = options.within === undefined ? 0 : world.now() - days(options.within) * DAY;
  const { outputs, name } = await findInstallation({ ...options, outputs: options.outputs }, world);
  const only = new Set(options.only.split(",").map((one) => one.trim()));
  const isMeant = (at: string) => Date.parse(at) >= since;
  say(`${name}: what was set aside${options.within ? `, of the last ${options.within} days` : ""}.`);

  const queues = only.has("queues")
    ? ([
        ["answers and cards", outputs.NoticesDeadUrl, outputs.NoticesQueueUrl],
        ["broadcasts", outputs.BroadcastDeadUrl, outputs.BroadcastQueueUrl],
        ["news of the table", outputs.ChangesDeadUrl, undefined],
      ] as const)
    : [];
  // A message that was looked at is hidden for a second, and would not be handed over.
  if (!(options.do && options.yes)) for (const [what, dead] of queues) await showQueue(what, dead, world);
  const seals = only.has("parked") ? await openSeals(outputs, world) : withoutKey;
  const parked = only.has("parked") ? await parkedNotices(outputs.TableName, seals, world) : [];
  const held = parked.filter((one) => one.parked.reason === STOPPED);
  const late = parked.filter((one) => !held.includes(one) && isMeant(one.parked.at));
  if (only.has("parked")) say(`Parked messages: ${late.length}.`);
  if (held.length > 0)
    say(
      `  And ${held.length} of people who want no messages now: they get them when they want messages again.`,
    );
  for (const one of late)
    say(`  ${one.id} (${one.what.kind}), ${age(one.created, world)}: ${one.parked.reason}`);
  const updates = only.has("failed") ? await failedUpdates(outputs.TableName, world) : [];
  const failed = updates.filter(({ row }) => isMeant(row.at));
  if (only.has("failed")) say(`Messages of residents that failed: ${failed.length}.`);
  for (const { row } of failed) say(`  ${row.id}, ${age(row.at, world)}: ${row.error}`);

  if (!options.do || options["dry-run"]) {
    say("Nothing is changed. Hand them over again with --do.");
    return 0;
  }
  if (
    !options.yes &&
    !(await saysYes([...late.map((one) => one.created), ...failed.map(({ row }) => row.at)], world))
  ) {
    say("Nothing is changed.");
    return 0;
  }
  let left = 0;
  for (const [what, dead, living] of queues) left += await handOver(what, dead, living, since, world);
  for (const notice of late)
    if (!(await unpark(outputs.TableName, notice, seals, world)))
      say(
        `  ${notice.id} is not parked any more: it was handed over before, or the person it was for had herself erased.`,
      );
  if (late.length > 0) say("The clock hands over what was parked within a minute.");
  const keys = failed.length > 0 ? await readKeys(outputs, world) : {};
  for (const one of failed) {
    const outcome = await postAgain(outputs, one, keys, world);
    say(`  ${one.row.id}: ${outcome.says}`);
    if (!outcome.taken) left++;
  }
  if (left > 0) say(`${left} could not be handed over; they are still there.`);
  return left > 0 ? 1 : 0;
}

/** @throws Problem when the town's key cannot be right */
async function openSeals(outputs: Installation["outputs"], world: Outside): Promise<Seals> {
  const { SAMENSPEL_SECRET = "" } = await readKeys(outputs, world);
  if (lacking({ SAMENSPEL_SECRET }).includes("SAMENSPEL_SECRET"))
    throw new Problem(`Parked messages lie sealed. ${keysNeeded.SAMENSPEL_SECRET.from}`);
  return createSecrecy(SAMENSPEL_SECRET);
}

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** @throws Problem when it is not a number of days */
function days(text: string): number {
  const count = Number(text);
  if (text.trim() === "" || !(count > 0))
    throw new Problem(`--within takes a number of days, not “${text}”.`);
  return count;
}

/** Warns that old words do not come across as old: the person who hands them over has to know that. */
async function saysYes(moments: readonly string[], world: Outside): Promise<boolean> {
  const [oldest] = moments.toSorted();
  world.say(
    "What is handed over is said as if now. An answer of days ago arrives today with the words and days that stood in it then. What a resident wrote is taken as if she wrote it now: promised days are counted from today, and when she is in the middle of something else it counts as words to that. Whoever had herself erased is left alone.",
  );
  if (oldest !== undefined) world.say(`The oldest is ${age(oldest, world)}.`);
  return world.confirm("Say it as if now?");
}

/** "12 days old", "5 hours old", "less than an hour old". */
function age(at: string, { now }: Outside): string {
  const passed = now() - Date.parse(at);
  const [count, unit] = passed >= 2 * DAY ? [passed / DAY, "days"] : [passed / HOUR, "hours"];
  if (!(count >= 1)) return "less than an hour old";
  return Math.floor(count) === 1 ? "1 hour old" : `${Math.floor(count)} ${unit} old`;
}

if (import.meta.main) await run(() => redrive(process.argv.slice(2)));
