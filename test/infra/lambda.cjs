// A Lambda function as its own process: loads the bundle in the folder it lies in, and handles what it is sent.
const { join } = require("node:path");

const { handler } = require(join(process.cwd(), "index.js"));
const now = performance.now.bind(performance);
let ahead = 0;
performance.now = () => now() + ahead;

process.on("message", async ({ id, event }) => {
  // Not an event: so much time passes.
  if (event.later) {
    ahead += event.later;
    return process.send({ id });
  }
  try {
    process.send({ id, result: await handler(event, { getRemainingTimeInMillis: () => 30_000 }) });
  } catch (error) {
    process.send({ id, error: `${error.name}: ${error.message}` });
  }
});
process.on("disconnect", () => process.exit());
