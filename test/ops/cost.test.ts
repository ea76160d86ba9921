import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bill, measuredSchema, pricesSchema } from "../../ops/bill.ts";
import { cost } from "../../ops/cost.ts";

const prices = pricesSchema.parse(JSON.parse(readFileSync("ops/prices.json", "utf8")));
const ids =
  "newcomer language privacy area allow joined words place photos category send raised card open preview";
const actions = [...ids.split(" "), "answer", "answered", "notice", "helps", "closed", "mine"].map((id) => ({
  id,
  requests: 2,
  read: 1,
  write: 2,
}));
const measured = measuredSchema.parse({ made: "2026-11-25T00:00:00.000Z", actions });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "samenspel-cost-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (residents: number, service: string, what: string) =>
  bill(residents, measured, prices).lines.find((one) => one.service === service && one.what === what);

test("a town ten times as large writes ten times as much, and pays its alarms once", () => {
  const writing = line(10_000, "DynamoDB", "writing")?.cost ?? 0;
  expect(line(100_000, "DynamoDB", "writing")?.cost).toBeCloseTo(writing * 10, 9);
  expect(line(100_000, "CloudWatch", "alarms")).toEqual(line(10_000, "CloudWatch", "alarms"));
});

test("a bill is the sum of its lines, and each line is a quantity times a price", () => {
  const { lines, total } = bill(10_000, measured, prices);
  expect(total).toBeCloseTo(
    lines.reduce((sum, one) => sum + one.cost, 0),
    9,
  );
  const alarms = lines.find((one) => one.price === "alarms");
  expect(alarms?.cost).toBeCloseTo((alarms?.quantity ?? 0) * 0.1, 9);
  const requests = lines.find((one) => one.price === "httpRequests");
  expect(requests?.cost).toBeCloseTo(((requests?.quantity ?? 0) * 1.2) / 1e6, 9);
});

test("more units for a deed make a dearer bill", () => {
  const dearer = {
    ...measured,
    actions: actions.map((one) => (one.id === "send" ? { ...one, write: 20 } : one)),
  };
  expect(bill(10_000, dearer, prices).total).toBeGreaterThan(bill(10_000, measured, prices).total);
});

test("a deed that was not measured is not taken for free", () => {
  const less = { ...measured, actions: actions.filter(({ id }) => id !== "notice") };
  expect(() => bill(10_000, less, prices)).toThrow("did not measure “notice”");
});

test("a deed that nobody counts is said", () => {
  const more = { ...measured, actions: [...actions, { id: "vote", requests: 1, read: 1, write: 1 }] };
  expect(bill(10_000, more, prices).left).toEqual(["vote"]);
});

test("the figures go between the marks, and what a person wrote around them stays", async () => {
  const [from, to] = [join(folder, "bench.json"), join(folder, "cost.md")];
  writeFileSync(from, JSON.stringify(measured));
  writeFileSync(
    to,
    "# Before\n\n<!-- made by npm run cost: begin -->\nold\n<!-- made by npm run cost: end -->\n\nAfter\n",
  );
  const said: string[] = [];
  expect(await cost(["--from", from, "--to", to], (one) => said.push(one))).toBe(0);
  const text = readFileSync(to, "utf8");
  expect(text).toMatch(/^# Before\n/);
  expect(text).toMatch(/\nAfter\n$/);
  expect(text).not.toContain("old");
  expect(text).toContain("1,000,000 residents");
  expect(said).toHaveLength(5);
});

test("every price says when it was published and where it was found; one from memory is marked", () => {
  for (const [name, { published, source, unverified = false }] of Object.entries(prices.prices)) {
    expect(source, name).not.toBe("");
    expect(published, name).not.toBe("");
    expect(unverified, name).toBe(source.includes("from memory"));
  }
});

test("the bill in the documents is made with the prices that lie there", () => {
  const text = readFileSync("docs/cost.md", "utf8");
  for (const [name, { price }] of Object.entries(prices.prices))
    expect(text).toContain(`| ${name} | ${price} |`);
});

test("a file with something else in it is explained", async () => {
  const from = join(folder, "bench.json");
  writeFileSync(from, "{}");
  await expect(cost(["--from", from], () => {})).rejects.toThrow("is not what is expected there");
  await expect(cost([], () => {})).rejects.toThrow("npm run bench -- --json FILE");
});
