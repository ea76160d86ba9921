/**
 * The last line of CI: "N passed, N failed", from what Vitest itself reports.
 * Arguments: how many other steps passed and failed, then Vitest's JSON reports. A run that broke without a
 * failing test, or left no report, counts as one that failed.
 */
import { readFileSync } from "node:fs";

interface Report {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
}

const [stepsPassed, stepsFailed, ...files] = process.argv.slice(2);
let passed = Number(stepsPassed);
let failed = Number(stepsFailed);
let skipped = 0;
for (const file of files) {
  const report = read(file);
  passed += report?.numPassedTests ?? 0;
  failed += report?.numFailedTests || (report?.success ? 0 : 1);
  skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
}
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 ? 1 : 0;

function read(file: string): Report | undefined {
  try {
    const report: Report = JSON.parse(readFileSync(file, "utf8"));
    return report;
  } catch {
    return undefined;
  }
}
