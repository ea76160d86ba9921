import { type Key, type Keyring, nextId, readKeyring, writeKeyring } from "../bot/runtime/keyring.ts";
import { secretsOf } from "../bot/runtime/secret-names.ts";
import { Problem, readOptions, run, which } from "./command.ts";
import { findInstallation, type Installation, type Outside, outside, secretOutput } from "./installation.ts";
import { keysNeeded, lacking, newKey, readKept } from "./keys.ts";
import { moveRows, needOlder } from "./rotate-rows.ts";

/**
 * `npm run rotate -- --municipality waterkant`: rotates the key of addresses and names, while the town is running.
 * Each run does the next step, and says when to run it again:
 *
 *   1. a new key is made and every function learns of it; nothing is made with it yet
 *   2. it becomes the current key; what is under the older one is still found
 *   3. rows in the table are moved, in as many runs as it takes
 *
 *     --ballots    rotates the key of ballots and answers instead. They cannot be moved, on purpose
 *     --retire     removes older keys, once nothing needs them any more
 */
export async function rotate(
  args: readonly string[],
  open: (at: { region: string }) => Outside = outside,
): Promise<number> {
  const options = readOptions(args, {
    ...which,
    ballots: { type: "boolean", default: false },
    retire: { type: "boolean", default: false },
  });
  const world = open({ region: options.region });
  const installation = await findInstallation({ ...options, outputs: options.outputs }, world);
  const what = options.ballots ? ballots : addresses;
  const held = await hold(installation, what, world);
  if (options.retire) return retire(installation, what, held, world);
  if (held.ring.length === 1) return introduce(installation, what, held, world);
  settled(held, world);
  if (!isUsed(held.ring)) return promote(installation, what, held, world);
  if (options.ballots) {
    world.say("The new key is used. Ballots and answers stay under the key that they were given under.");
    world.say("When no vote or survey needs the older key: npm run rotate -- --ballots --retire.");
    return 0;
  }
  return move(installation, held, world);
}

const addresses = { name: "SAMENSPEL_SECRET", part: "secret", option: "" } as const;
const ballots = { name: "BALLOT_SECRET", part: "telegramDoor", option: " --ballots" } as const;
type What = typeof addresses | typeof ballots;

/** Stored next to a key in its secret: the time of its last change. */
const sinceOf = ({ name }: What): string => `${name}_SINCE`;

/**
 * Milliseconds. For this long after a step a function that does not know of it may still be running: the longest a run
 * may take, and some more (our limit).
 */
const SETTLING = 5 * 60_000;

interface Held {
  readonly ring: Keyring;
  /** When the ring was last changed. Milliseconds since 1970; 0: never. */
  readonly since: number;
}

async function hold({ outputs, name }: Installation, what: What, world: Outside): Promise<Held> {
  const keys = (await readKept(outputs, world))[what.part];
  if (lacking(keys).includes(what.name))
    throw new Problem(`${what.name} of ${name} cannot be right. ${keysNeeded[what.name].from}`);
  return {
    ring: readKeyring(keys[what.name] ?? ""),
    since: Date.parse(keys[sinceOf(what)] ?? "") || 0,
  };
}

/** The first key is the current one; the highest number is the newest. */
const isUsed = (ring: Keyring): boolean =>
  ring.every((one) => Number(one.id.slice(1)) <= Number(ring[0].id.slice(1)));

/** @throws Problem as long as functions that do not know of the last step may be running */
function settled({ since }: Held, { now }: Outside): void {
  const left = since + SETTLING - now();
  if (left > 0)
    throw new Problem(
      `The last step was just now: functions may still run that do not know of it. Run this again in ${Math.ceil(left / 60_000)} minutes.`,
    );
}

async function keep(installation: Installation, what: What, ring: Keyring, world: Outside): Promise<void> {
  const { outputs } = installation;
  const keys = (await readKept(outputs, world))[what.part];
  await world.cloud.writeSecret(
    outputs[secretOutput[what.part]],
    JSON.stringify({
      ...keys,
      [what.name]: writeKeyring(ring),
      [sinceOf(what)]: new Date(world.now()).toISOString(),
    }),
  );
  for (const [name, parts] of Object.entries(secretsOf)) {
    const physical = outputs.FunctionNames[name];
    if (physical !== undefined && parts.some((part) => part === what.part))
      await world.cloud.restart(physical);
  }
}

async function introduce(
  installation: Installation,
  what: What,
  { ring }: Held,
  world: Outside,
): Promise<number> {
  await keep(installation, what, [...ring, { id: nextId(ring), secret: newKey() }], world);
  world.say(`${what.name}: a new key was made, and the functions start anew to know it. It is not used yet.`);
  world.say("Put the new value of the secret into the safe. Then run this again in five minutes.");
  return 0;
}

async function promote(
  installation: Installation,
  what: What,
  { ring }: Held,
  world: Outside,
): Promise<number> {
  const newest = ring.reduce((one, other) =>
    Number(other.id.slice(1)) > Number(one.id.slice(1)) ? other : one,
  );
  await keep(installation, what, [newest, ...ring.filter((one) => one !== newest)], world);
  world.say(`${what.name}: from now on the new key is used. What is under the older one is still found.`);
  world.say("Run this again in five minutes.");
  return 0;
}

async function move({ outputs }: Installation, { ring }: Held, world: Outside): Promise<number> {
  const found = await moveRows(outputs.TableName, ring, world);
  world.say(`${found.moved} people, answers and messages were moved to the new key.`);
  if (found.unreadable > 0)
    world.say(`${found.unreadable} could not be opened or read: they need an older key, or a person.`);
  if (found.left > 0) {
    world.say(`${found.left} were changed at the same moment, or could not be moved. Run this again.`);
    return 1;
  }
  if (found.unreadable > 0) return 1;
  world.say("Everything is under the new key. The older one can go: npm run rotate -- --retire.");
  return 0;
}

async function retire(installation: Installation, what: What, held: Held, world: Outside): Promise<number> {
  const { ring, since } = held;
  if (ring.length === 1) throw new Problem(`${what.name} has one key. There is nothing to take away.`);
  if (!isUsed(ring)) throw new Problem("The new key is not used yet. Run npm run rotate first.");
  settled(held, world);
  const { outputs } = installation;
  const rows = what === addresses ? ring : (await hold(installation, addresses, world)).ring;
  const needs = await needOlder(outputs.TableName, what.name, rows, since, world);
  if (needs.length > 0)
    throw new Problem(["The older key is still needed:", ...needs.map((one) => `  - ${one}`)].join("\n"));
  const only: readonly [Key] = [ring[0]];
  await keep(installation, what, only, world);
  world.say(`${what.name}: the older key was taken away. Take it out of the safe, too.`);
  return 0;
}

if (import.meta.main) await run(() => rotate(process.argv.slice(2)));
