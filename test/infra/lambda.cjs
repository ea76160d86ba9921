// A Lambda function as its own process: loads the bundle in the folder it lies in, and handles what it is sent.
const { join } = require("node:path");

const { handler } = require(join(process.cwd(), "index.js"));
process.on("message", async ({ id, event }) => {
  try {
    process.send({ id, result: await handler(event, { getRemainingTimeInMillis: () => 30_000 }) });
  } catch (error) {
    process.send({ id, error: `${error.name}: ${error.message}` });
  }
});
process.on("disconnect", () => process.exit());
