import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The fault run takes minutes of waiting: it begins first, so that the others run beside it and nothing runs after. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => moduleId.endsWith("/faults/faults.test.ts");
    return [...sorted.filter(isLong), ...sorted.filter((one) => !isLong(one))];
  }
}

/** `npm test`: everything but the browser, which has a run of its own (`npm run test:browser`). */
export default defineConfig({
  test: {
    // A test plays residents faster than people read.
    env: { PLAYGROUND_READING_MS: "10000" },
    include: ["test/**/*.test.ts"],
    sequence: { sequencer: LongestFirst },
    // Left to itself it runs one file at a time on two cores, also while the fault run only waits.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A busy machine is slow, and that is no fault of what is tested.
    testTimeout: 20_000,
    exclude: [...configDefaults.exclude, "test/browser/**"],
    // Only with `npm run coverage`: counting lines makes tests slower by a fifth to a half.
    coverage: {
      provider: "v8",
      include: ["bot/core/**/*.ts"],
      reporter: ["text-summary", "html"],
      // A floor in percent, a little below what was reached when it was laid.
      thresholds: { statements: 95, branches: 89, functions: 95, lines: 96 },
    },
  },
});
