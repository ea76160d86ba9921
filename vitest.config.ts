import { configDefaults, defineConfig } from "vitest/config";

/** `npm test`: everything but the browser, which has a run of its own (`npm run test:browser`). */
export default defineConfig({
  test: {
    // A test plays residents faster than people read.
    env: { PLAYGROUND_READING_MS: "10000" },
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/browser/**"],
  },
});
