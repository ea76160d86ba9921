import { configDefaults, defineConfig } from "vitest/config";

/** `npm test`: everything but the browser, which has a run of its own (`npm run test:browser`). */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "test/browser/**"],
  },
});
