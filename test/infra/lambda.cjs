// A Lambda function as its own process: loads the bundle in the folder it lies in, and handles what it is sent.
const { join } = require("node:path");

// Milliseconds that this clock runs ahead: a week may pass in a second.
let ahead = 0;
const now = performance.now.bind(performance);
performance.now = () => now() + ahead;
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now() + ahead);
    else super(...given);
  }
  static now() {
    return Real.now() + ahead;
  }
};

const { handler } = require(join(process.cwd(), "index.js"));

process.on("message", async ({ id, event, remaining }) => {
  // Not an event: this much time passes. Milliseconds.
  if (event.later) {
    ahead += event.later;
    return process.send({ id });
  }
  const until = now() + remaining;
  try {
    const result = await handler(event, { getRemainingTimeInMillis: () => until - now() });
    process.send({ id, result });
  } catch (error) {
    process.send({ id, error: `${error.name}: ${error.message}` });
  }
});
process.on("disconnect", () => process.exit());
