// A Lambda's cold start: loads one bundle and, when there are events, handles them. Plain JavaScript, and nothing
// is loaded before the clock starts but what every Node process has, so that only the bundle is measured.
//
//     node fresh.cjs <bundle> [file with events as JSON]   prints { load, handled, cpu, statuses } in milliseconds
"use strict";
const started = performance.now();
const usedBefore = process.cpuUsage();
const { handler } = require(process.argv[2]);
const load = performance.now() - started;

async function run() {
  const events = process.argv[3] ? require(process.argv[3]) : [];
  const statuses = [];
  const begun = performance.now();
  for (const event of events) statuses.push((await handler(event, {}))?.statusCode);
  const handled = performance.now() - begun;
  const used = process.cpuUsage(usedBefore);
  process.stdout.write(
    `\n@@${JSON.stringify({ load, handled, cpu: (used.user + used.system) / 1000, statuses, megabytes: process.memoryUsage.rss() / 1048576 })}\n`,
    () => process.exit(),
  );
}
run();
