import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as z from "zod";
import { type Bill, bill, type Measured, measuredSchema, type Prices, pricesSchema } from "./bill.ts";
import { Problem, readOptions, run } from "./command.ts";
import { use } from "./use.ts";

/**
 * `npm run cost -- --from bench.json`: what a month costs, from the bench's figures, ops/prices.json and ops/use.ts,
 * written to the marked part of docs/cost.md.
 */

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
/** Times as many reports. Shows what happens when the guess about use is wrong. */
const BUSIER = 10;
const BEGIN = "<!-- made by npm run cost: begin -->";
const END = "<!-- made by npm run cost: end -->";

export async function cost(
  args: readonly string[],
  say: (line: string) => void = console.log,
): Promise<number> {
  const { from, to, prices } = readOptions(args, {
    from: { type: "string" },
    to: { type: "string", default: "docs/cost.md" },
    prices: { type: "string", default: "ops/prices.json" },
  });
  if (!from)
    throw new Problem(
      "Say where the bench's figures are: --from FILE, made by npm run bench -- --json FILE.",
    );
  const measured = read(from, measuredSchema);
  const asked = read(prices, pricesSchema);
  const text = existsSync(to) ? readFileSync(to, "utf8") : "";
  const start = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (start < 0 || end < start)
    throw new Problem(`${to} has no place for the figures: the lines ${BEGIN} and ${END}.`);
  const bills = SIZES.map((residents) => bill(residents, measured, asked));
  const busy = SIZES.map((residents) => bill(residents, measured, asked, BUSIER));
  writeFileSync(
    to,
    `${text.slice(0, start)}${BEGIN}\n\n${block(bills, busy, measured, asked)}\n\n${text.slice(end)}`,
  );
  for (const { residents, total } of bills)
    say(`${residents.toLocaleString("en")} residents: ${money(total)} a month`);
  for (const one of bills[0]?.left ?? [])
    say(`Not in it: “${one}”. Say in ops/bill.ts how often it happens.`);
  say(`Written into ${to}.`);
  return 0;
}

function read<Output>(path: string, schema: z.ZodType<Output>): Output {
  if (!existsSync(path)) throw new Problem(`There is no file ${path}.`);
  const found = schema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!found.success)
    throw new Problem(`${path} is not what is expected there:\n${z.prettifyError(found.error)}`);
  return found.data;
}

/** Dollars; with cents where that is all there is to see. */
const money = (amount: number): string =>
  `$${amount.toFixed(amount < 0.1 && amount > 0 ? 4 : amount < 100 ? 2 : 0)}`;

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function block(
  bills: readonly Bill[],
  busy: readonly Bill[],
  measured: Measured,
  { prices, region, without }: Prices,
): string {
  const heads = bills.map(({ residents }) => `${residents.toLocaleString("en")} residents`);
  const rule = row(["---", ...bills.map(() => "---:")]);
  const services = [...new Set(bills.flatMap(({ lines }) => lines.map(({ service }) => service)))];
  const sum = ({ lines }: Bill, service: string) =>
    lines.filter((one) => one.service === service).reduce((total, one) => total + one.cost, 0);
  const write = measured.actions.reduce((total, one) => total + one.write, 0);
  return [
    `US dollars a month in ${region}, without ${without}. Units measured on ${measured.made.slice(0, 10)}.`,
    "",
    row(["", ...heads]),
    rule,
    ...services.map((service) => row([service, ...bills.map((one) => money(sum(one, service)))])),
    row(["**Together**", ...bills.map(({ total }) => `**${money(total)}**`)]),
    row([`with ${BUSIER} times as many reports`, ...busy.map(({ total }) => money(total))]),
    row([
      "for each report",
      ...bills.map(({ total, residents }) => money(total / (residents * use.reportsPerResident))),
    ]),
    "",
    "What lies behind it, in a month:",
    "",
    row(["", ...heads]),
    rule,
    ...(bills[0]?.lines ?? []).map(({ service, what }, index) =>
      row([
        `${service}: ${what}`,
        ...bills.map(({ lines }) => {
          const one = lines[index];
          return one ? `${quantity(one.quantity)} → ${money(one.cost)}` : "";
        }),
      ]),
    ),
    "",
    `One report from the first word to “this helps”, with somebody new coming in, is ${write.toFixed(1)} write units and ${measured.actions.reduce((total, one) => total + one.read, 0).toFixed(1)} read units in the bench.`,
    "",
    "Prices:",
    "",
    row(["Price", "US dollars", "for", "published", "from"]),
    row(["---", "---:", "---", "---", "---"]),
    ...Object.entries(prices).map(([name, one]) =>
      row([
        name,
        String(one.price),
        one.per,
        one.published,
        `${one.source}${one.unverified ? " **(not verified)**" : ""}`,
      ]),
    ),
  ].join("\n");
}

function quantity(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} million`;
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value.toPrecision(2);
}

if (import.meta.main) await run(() => cost(process.argv.slice(2)));
