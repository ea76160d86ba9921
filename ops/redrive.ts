import { readOptions, run, which } from "./command.ts";
import { findInstallation, type Outside, outside } from "./installation.ts";
import { readKeys } from "./keys.ts";
import { failedUpdates, postAgain } from "./redrive-failed.ts";
import { parkedNotices, unpark } from "./redrive-parked.ts";
import { handOver, showQueue } from "./redrive-queues.ts";

/**
 * `npm run redrive -- --municipality waterkant`: shows what was set aside, by id, kind and reason, never by its
 * words. With `--do` it is handed over again. First mend what was the matter: otherwise it comes back.
 *
 *     --only queues,parked,failed    some of it
 *     --do                           acts; without it nothing changes
 */
export async function redrive(
  args: readonly string[],
  open: (at: { region: string }) => Outside = outside,
): Promise<number> {
  const options = readOptions(args, {
    ...which,
    only: { type: "string", default: "queues,parked,failed" },
    do: { type: "boolean", default: false },
    "dry-run": { type: "boolean", default: false },
  });
  const world = open({ region: options.region });
  const { say } = world;
  const { outputs, name } = await findInstallation({ ...options, outputs: options.outputs }, world);
  const acts = options.do && !options["dry-run"];
  const only = new Set(options.only.split(",").map((one) => one.trim()));
  say(
    `${name}: ${acts ? "what was set aside is handed over again" : "what was set aside (nothing is changed)"}`,
  );
  let left = 0;

  if (only.has("queues")) {
    const queues = [
      ["answers and cards", outputs.NoticesDeadUrl, outputs.NoticesQueueUrl],
      ["broadcasts", outputs.BroadcastDeadUrl, outputs.BroadcastQueueUrl],
      ["news of the table", outputs.ChangesDeadUrl, undefined],
    ] as const;
    for (const [what, dead, living] of queues)
      left += acts ? await handOver(what, dead, living, world) : await showQueue(what, dead, world);
  }
  if (only.has("parked")) {
    const parked = await parkedNotices(outputs.TableName, world);
    say(`Parked messages: ${parked.length}.`);
    for (const notice of parked) {
      say(`  ${notice.id} (${notice.what.kind}), since ${notice.parked.at}: ${notice.parked.reason}`);
      if (acts && !(await unpark(outputs.TableName, notice, world))) left++;
    }
    if (acts && parked.length > 0) say("  The clock hands them over within a minute.");
  }
  if (only.has("failed")) {
    const failed = await failedUpdates(outputs.TableName, world);
    say(`Messages of residents that failed: ${failed.length}.`);
    const keys = failed.length > 0 && acts ? await readKeys(outputs.SecretArn, world) : {};
    for (const one of failed) {
      say(`  ${one.id}, since ${one.at}: ${one.error}`);
      if (!acts) continue;
      const outcome = await postAgain(outputs, one, keys, world);
      say(`    ${outcome.says}`);
      if (!outcome.taken) left++;
    }
  }
  if (!acts) say("Hand them over again with --do.");
  else if (left > 0) say(`${left} could not be handed over; they are still there.`);
  return left > 0 ? 1 : 0;
}

if (import.meta.main) await run(() => redrive(process.argv.slice(2)));
