import { defineConfig } from "vitest/config";

/** `npm run test:browser`: one story from its beginning to its end, so after a failure the rest has no meaning. */
export default defineConfig({
  test: {
    // A test plays residents faster than people read.
    env: { PLAYGROUND_READING_MS: "10000" },
    include: ["test/browser/**/*.test.ts"],
    bail: 1,
    // Each story starts the whole town.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
