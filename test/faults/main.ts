/** `npm run test:faults`: a town in trouble, and what became of every promise. See docs/reliability.md. */
import { createWriteStream } from "node:fs";
import { parseArgs } from "node:util";
import { startDynamo } from "../../local/aws.ts";
import { play } from "./play.ts";
import { brokenPromises, FULL, report } from "./report.ts";

const { values } = parseArgs({
  options: {
    updates: { type: "string", default: String(FULL.updates) },
    residents: { type: "string", default: String(FULL.residents) },
    seed: { type: "string", default: String(FULL.seed) },
    kills: { type: "string", default: String(FULL.kills) },
    /** A file for the town's log. */
    log: { type: "string" },
  },
});
const [updates, residents, seed, kills] = [values.updates, values.residents, values.seed, values.kills].map(
  Number,
);
if (![updates, residents, seed, kills].every((one) => Number.isInteger(one) && Number(one) > 0)) {
  console.error("--updates, --residents, --seed and --kills are whole numbers above 0.");
  process.exit(78);
}
const dynamo = await startDynamo();
if (dynamo.endpoint === undefined) {
  console.error(`The fault tests need DynamoDB Local. ${dynamo.reason}.`);
  process.exit(78);
}
const log = values.log === undefined ? undefined : createWriteStream(values.log);
const size = { updates: updates ?? 0, residents: residents ?? 0, seed: seed ?? 0, kills: kills ?? 0 };
const outcome = await play({
  ...FULL.plan(size),
  endpoint: dynamo.endpoint,
  ...(log && { onLine: (line: string) => void log.write(`${line}\n`) }),
});
await dynamo.stop();
console.log(report(outcome));
const broken = brokenPromises(outcome);
for (const one of broken) console.error(`BROKEN: ${one}`);
if (broken.length > 0) {
  console.error("What happened to whom this is about:");
  for (const one of outcome.trails(broken)) {
    console.error(one);
    log?.write(`${one}\n`);
  }
  const again = Object.entries(size).map(([name, value]) => `--${name} ${value}`);
  console.error(`Again: npm run test:faults -- ${again.join(" ")} --log faults.log`);
}
if (log) await new Promise<void>((resolve) => log.end(resolve));
process.exit(broken.length > 0 ? 1 : 0);
