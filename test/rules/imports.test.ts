import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";

/**
 * The rooms of bot/, and who may import whom. Bad lines are planted in a folder of their own under the linter's real
 * settings; each must be refused by the rule that is meant for it, and each good one must pass. One run of the linter
 * judges them all. For each room a line is planted to every other one: what its rule in biome.json names must pass, and
 * whatever it does not name must be refused, which also shows that no pattern lets through more than it says.
 */

const imports = "lint/style/noRestrictedImports";
const globals = "lint/style/noRestrictedGlobals";
const project = fileURLToPath(new URL("../..", import.meta.url));

type Planted = readonly [folderAndFile: string, line: string];

/** Everything in biome.json that is read here: the rules of rooms. */
const settings = z
  .object({
    overrides: z.array(
      z.object({
        includes: z.array(z.string()),
        linter: z
          .object({
            rules: z.object({
              style: z
                .object({
                  noRestrictedImports: z
                    .object({
                      options: z.object({ patterns: z.array(z.object({ group: z.array(z.string()) })) }),
                    })
                    .optional(),
                })
                .optional(),
            }),
          })
          .optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(project, "biome.json"), "utf8")));

/** What the rule of a folder lets through, by the folder. */
const allowed = new Map(
  settings.overrides.flatMap(({ includes: [folder = ""], linter }) => {
    const [first] = linter?.rules.style?.noRestrictedImports?.options.patterns ?? [];
    return first
      ? [[folder, first.group.filter((one) => one.startsWith("!")).map((one) => one.slice(1))]]
      : [];
  }),
);

/** Folders in a folder. */
function roomsIn(folder: string): readonly string[] {
  return readdirSync(join(project, folder), { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map((one) => one.name);
}

/** A line from each room to each other one, with what the rule of the first says about it. */
function between(
  parent: string,
): readonly { from: string; to: string; line: Planted; may: boolean; some: boolean }[] {
  const rooms = roomsIn(parent).filter((room) => `${parent}/${room}` !== "bot/core");
  return rooms.flatMap((from) =>
    rooms
      .filter((to) => to !== from && from !== "instruments")
      .map((to) => {
        const names = allowed.get(`${parent}/${from}/**`) ?? [];
        const may = names.includes(`../${to}/**`);
        /** A rule can name single files of a room. */
        const some = names.some((one) => one.startsWith(`../${to}/`));
        return {
          from,
          to,
          line: [`${parent}/${from}/planted.ts`, `import "../${to}/anything-else.ts";`] as const,
          may,
          some,
        };
      }),
  );
}

const arrows = [...between("bot"), ...between("bot/core")];

/** [who, what, the rule that must refuse it] */
const bad: readonly (readonly [...Planted, rule: string])[] = [
  ["bot/core/turn.ts", 'import "../ports.ts";', imports],
  ["bot/core/turn.ts", 'import "../store/keys.ts";', imports],
  ["bot/core/turn.ts", 'import "../instruments/issue/state.ts";', imports],
  ["bot/core/turn.ts", 'import "../../infra/stack.ts";', imports],
  ["bot/core/turn.ts", 'import "./../store/keys.ts";', imports],
  ["bot/core/turn.ts", 'import "node:crypto";', imports],
  ["bot/core/turn.ts", 'import "grammy";', imports],
  ["bot/core/turn.ts", 'export * from "../text.ts";', imports],
  ["bot/core/turn.ts", 'import type { Store } from "../ports.ts"; export type { Store };', imports],
  ["bot/core/turn.ts", 'export const late = () => import("../text.ts");', imports],
  ["bot/core/turn.ts", "void Date.now();", globals],
  ["bot/core/turn.ts", "void new Date().toISOString();", globals],
  ["bot/core/turn.ts", "void performance.now();", globals],
  ["bot/core/turn.ts", "void process.env.PLACE;", globals],
  ["bot/core/turn.ts", 'void fetch("https://example.org");', globals],
  ["bot/core/turn.ts", "void crypto.randomUUID();", globals],
  ["bot/core/turn.ts", "setTimeout(() => undefined, 1);", globals],
  ["bot/core/turn.ts", 'console.log("hello");', globals],
  ["bot/core/turn.ts", "void globalThis.Date;", globals],
  ["scaffold/template/part.ts", "void Date.now();", globals],
  ["bot/core/turn.ts", "void Math.random();", "plugin"],
  ["bot/core/turn.ts", "export const cut = (text: string) => text.slice(0, 20);", "plugin"],
  [
    "bot/core/turn.ts",
    'export const cut = (one: { words: string }) => [one.words.slice(0, 19), "…"];',
    "plugin",
  ],
  ["bot/slack/outbound.ts", "export const cut = (one: string) => one.trim().slice(0, 20);", "plugin"],
  ["bot/telegram/inbound.ts", "export const cut = (one: string) => one.substring(0, 20);", "plugin"],
  ["bot/app.ts", 'export const cut = (all: string[]) => all.join(", ").slice(0, 20);', "plugin"],
  ["bot/core/model/lane.ts", 'import * as z from "zod";', imports],
  ["bot/instruments/survey/state.ts", 'import * as z from "zod";', imports],
  ["bot/store/item-codec.ts", 'import * as z from "zod";', imports],
  ["bot/core/calendar/time.ts", "void Date.now();", "plugin"],
  ["bot/core/calendar/time.ts", "void new Date();", "plugin"],
  ["bot/core/calendar/time.ts", 'void fetch("https://example.org");', globals],
  ["bot/instruments/issue/index.ts", 'import "../survey/state.ts";', imports],
  ["bot/instruments/issue/index.ts", 'import "../registry.ts";', imports],
  ["bot/instruments/commitment/part.ts", 'import "../issue/state.ts";', imports],
  ["bot/instruments/issue/index.ts", 'import "../../core/../store/keys.ts";', imports],
  ["bot/instruments/issue/index.ts", 'import "../../ports/ports.ts";', imports],
  ["bot/instruments/issue/index.ts", 'import "../../slack/inbound.ts";', imports],
  ["bot/instruments/issue/index.ts", 'import "../../telegram/inbound.ts";', imports],
  ["bot/instruments/issue/index.ts", 'import "@slack/web-api";', imports],
  ["bot/instruments/issue/index.ts", 'import "i18next";', imports],
  ["bot/instruments/issue/index.ts", "void Date.now();", globals],
  ["bot/instruments/issue/index.ts", "void Math.random();", "plugin"],
  ["bot/instruments/issue/desk/card.ts", 'import "../../survey/state.ts";', imports],
  ["bot/instruments/issue/desk/card.ts", 'import "../../../ports/ports.ts";', imports],
  ["bot/instruments/issue/desk/card.ts", 'import "../../../store/keys.ts";', imports],
  ["bot/instruments/issue/desk/card.ts", 'import "../../registry.ts";', imports],
  ["bot/instruments/issue/desk/acts/answer.ts", 'import "../../../survey/state.ts";', imports],
  ["bot/instruments/issue/desk/acts/answer.ts", 'import "../../../registry.ts";', imports],
  ["bot/instruments/issue/desk/acts/answer.ts", 'import "../../../../store/keys.ts";', imports],
  ["bot/instruments/issue/following/acts/add.ts", 'import "../../../survey/state.ts";', imports],
  ["bot/instruments/registry.ts", 'import "../app.ts";', imports],
  ["bot/store/dynamo-table.ts", 'import "../telegram/outbound.ts";', imports],
  ["bot/store/dynamo-table.ts", 'import "../instruments/registry.ts";', imports],
  ["bot/store/dynamo-table.ts", 'import "../text/words.ts";', imports],
  ["bot/store/dynamo-table.ts", 'import "grammy";', imports],
  ["bot/telegram/inbound.ts", 'import "../instruments/registry.ts";', imports],
  ["bot/telegram/inbound.ts", 'import "../slack/outbound.ts";', imports],
  ["bot/telegram/inbound.ts", 'import "../store/keys.ts";', imports],
  ["bot/telegram/inbound.ts", 'import "@aws-sdk/client-s3";', imports],
  ["bot/telegram/inbound.ts", 'import "node:process";', imports],
  ["bot/telegram/inbound.ts", "void process.env.TELEGRAM_BOT_TOKEN;", globals],
  ["bot/slack/outbound.ts", 'import "../instruments/issue/desk/card.ts";', imports],
  ["bot/slack/outbound.ts", 'import "../telegram/outbound.ts";', imports],
  ["bot/slack/outbound.ts", 'import "../app.ts";', imports],
  ["bot/slack/outbound.ts", 'import "grammy";', imports],
  ["bot/app.ts", 'import "@aws-sdk/client-dynamodb";', imports],
  ["bot/app.ts", 'import "./store/dynamo-table.ts";', imports],
  ["bot/app.ts", 'import "./telegram/outbound.ts";', imports],
  ["bot/app.ts", 'import "./instruments/issue/state.ts";', imports],
  ["bot/app.ts", 'import "./text/words.ts";', imports],
  ["bot/app.ts", 'import "./runtime/config.ts";', imports],
  ["bot/ports/ports.ts", 'import "@aws-sdk/client-dynamodb";', imports],
  ["bot/text/words.ts", 'import "../store/keys.ts";', imports],
  ["bot/text/words.ts", 'import "i18next";', imports],
  ["bot/text/similarity.ts", 'import "../app.ts";', imports],
  ["bot/media/clean-file.ts", 'import "../ports/ports.ts";', imports],
  ["bot/media/ogg.ts", 'import "../ports/ports.ts";', imports],
  ["bot/media/ogg.ts", 'import "node:http";', imports],
  ["bot/text/questions-yaml.ts", 'import "../app.ts";', imports],
  ["bot/documents/chart.ts", 'import "../instruments/survey/state.ts";', imports],
  ["bot/documents/chart.ts", 'import "echarts";', imports],
  ["bot/text/words.ts", 'import "../locales/index.ts";', imports],
  ["bot/runtime/config.ts", 'import "../app.ts"; import "grammy";', imports],
  ["handlers/telegram.ts", 'import "grammy";', imports],
  ["handlers/telegram.ts", 'import "../local/start.ts";', imports],
  ["handlers/telegram.ts", 'import "../infra/stack.ts";', imports],
  ["handlers/telegram.ts", 'import "../locales/nl/common.json" with { type: "json" };', imports],
  ["ops/doctor.ts", 'import "../bot/app.ts";', imports],
  ["ops/doctor.ts", 'import "../bot/delivery/deliver.ts";', imports],
  ["ops/doctor.ts", 'import "../bot/instruments/poll/poll.ts";', imports],
  ["ops/doctor.ts", 'import "../handlers/wiring.ts";', imports],
  ["ops/doctor.ts", 'import "../local/start.ts";', imports],
  ["ops/doctor.ts", 'import "../infra/stack.ts";', imports],
  ["ops/doctor.ts", 'import "grammy";', imports],
  ["infra/stack.ts", 'import "../bot/store/keys.ts";', imports],
  ["infra/stack.ts", 'import "../bot/runtime/config.ts";', imports],
  ["infra/stack.ts", 'import "../handlers/tick.ts";', imports],
  ["infra/stack.ts", 'import "@aws-sdk/client-dynamodb";', imports],
  ["bot/app.ts", 'import "../bench/figures.ts";', imports],
  ["bench/peers/telegram.ts", 'import "../../bot/runtime/http-request.ts";', imports],
  ["bench/peers/telegram.ts", 'import "../events.ts";', imports],
  ["bot/store/item-codec.ts", "export const any = (it: any) => it;", "lint/suspicious/noExplicitAny"],
  ["bot/store/item-codec.ts", "export const sure = (it?: string) => it!;", "lint/style/noNonNullAssertion"],
  ["bot/store/item-codec.ts", "export default 1;", "lint/style/noDefaultExport"],
  ["bot/store/item-codec.ts", 'import "./dynamo-table";', "lint/correctness/useImportExtensions"],
  ["bot/store/TableItems.ts", "export const one = 1;", "lint/style/useFilenamingConvention"],
  [
    "bot/store/three.ts",
    'import type { Four } from "./four.ts"; export type Three = Four | 3;',
    "lint/suspicious/noImportCycles",
  ],
  [
    "bot/store/four.ts",
    'import type { Three } from "./three.ts"; export type Four = Three | 4;',
    "lint/suspicious/noImportCycles",
  ],
  [
    "bot/store/two.ts",
    'import { one } from "./one.ts"; export const two = (): number => one();',
    "lint/suspicious/noImportCycles",
  ],
  [
    "bot/store/one.ts",
    'import { two } from "./two.ts"; export const one = (): number => two();',
    "lint/suspicious/noImportCycles",
  ],
  [
    "local/left.ts",
    'import type { Right } from "./right.ts"; export interface Left { readonly right?: Right }',
    "lint/suspicious/noImportCycles",
  ],
  [
    "local/right.ts",
    'import type { Left } from "./left.ts"; export interface Right { readonly left?: Left }',
    "lint/suspicious/noImportCycles",
  ],
  [
    "infra/left.ts",
    'import { type Right } from "./right.ts"; export interface Left { readonly right?: Right }',
    "lint/suspicious/noImportCycles",
  ],
  [
    "infra/right.ts",
    'export type { Left } from "./left.ts"; export interface Right { readonly at: number }',
    "lint/suspicious/noImportCycles",
  ],
];

const good: readonly Planted[] = [
  [
    "bot/text/similarity.ts",
    "export const some = (rows: string[], id: string, text: string) => [rows.slice(0, 3), id.slice(0, 8), text.slice(1)];",
  ],
  ["bot/core/model/characters.ts", "export const cut = (text: string) => text.slice(0, 20);"],
  ["bot/core/turn.ts", 'import "./calendar/time.ts"; import "zod/mini"; export const up = Math.floor(1.5);'],
  ["bot/core/calendar/time.ts", 'export const day = new Date("2026-05-04T09:00:00Z");'],
  [
    "bot/instruments/issue/index.ts",
    'import "./state.ts"; import "../commitment/part.ts"; import "../../core/turn.ts"; import "zod/mini";',
  ],
  [
    "bot/instruments/issue/desk/card.ts",
    'import "./forms.ts"; import "../state.ts"; import "../following/detail.ts"; import "../../../core/turn.ts"; import "../../../core/model/card.ts";',
  ],
  [
    "bot/instruments/issue/desk/acts/answer.ts",
    'import "./ask.ts"; import "../act.ts"; import "../../state.ts"; import "../../following/detail.ts"; import "../../../../core/turn.ts";',
  ],
  [
    "bot/instruments/registry.ts",
    'import "./issue/index.ts"; import "./survey/index.ts"; import "../core/instrument.ts";',
  ],
  [
    "bot/store/dynamo-table.ts",
    'import "./keys.ts"; import "../ports/ports.ts"; import "../core/calendar/time.ts"; import "@aws-sdk/client-dynamodb";',
  ],
  [
    "bot/telegram/inbound.ts",
    'import "./callback-data.ts"; import "../core/model/input.ts"; import "../text/words.ts"; import "grammy"; import "grammy/web";',
  ],
  [
    "bot/slack/outbound.ts",
    'import "../core/model/card.ts"; import "../ports/ports.ts"; import "../text/words.ts"; import "@slack/web-api"; import "node:crypto";',
  ],
  ["bot/app.ts", 'import "./core/turn.ts"; import "./engine/clock.ts"; import "./ports/ports.ts";'],
  ["bot/runtime/config.ts", 'import "zod/mini"; import "node:path"; void process.env;'],
  ["bot/text/words.ts", 'import "./catalog.ts"; import "../core/model/message.ts";'],
  ["bot/documents/qr.ts", 'import "qr"; import "fast-png"; import "@resvg/resvg-wasm"; import "./typst.ts";'],
  ["bot/text/similarity.ts", 'import "minisearch"; import "../core/turn.ts";'],
  ["bot/text/questions-yaml.ts", 'import "yaml"; import "../core/turn.ts";'],
  [
    "handlers/telegram.ts",
    'import "../bot/runtime/config.ts"; import "../bot/telegram/inbound.ts"; void process.env;',
  ],
  [
    "infra/stack.ts",
    'import "../bot/store/table-shape.ts"; import "aws-cdk-lib"; import "aws-cdk-lib/aws-sqs"; import "./lambda.ts";',
  ],
  [
    "bench/peers/telegram.ts",
    'import "./dynamo-storage.ts"; import "grammy"; import "@grammyjs/conversations"; import "@aws-sdk/lib-dynamodb";',
  ],
  ["bench/stage.ts", 'import "../local/aws.ts"; import "./events.ts";'],
  [
    "ops/doctor.ts",
    'import "./finding.ts"; import "../bot/store/keys.ts"; import "../bot/telegram/api.ts"; import "@aws-sdk/client-sqs"; void process.env;',
  ],
  ["local/start.ts", 'import "../handlers/telegram.ts"; import "hono";'],
  ["vitest.config.ts", "export default {};"],
];

const report = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string(),
      location: z.object({ path: z.string(), start: z.object({ line: z.int() }) }),
    }),
  ),
});

let town: string;
/** What the linter says about a line, by file and by the line's number in it. */
const verdicts = new Map<string, string[]>();
/** Lines of each planted file, in order. */
const files = new Map<string, string[]>();

beforeAll(() => {
  town = mkdtempSync(join(tmpdir(), "samenspel-rules-"));
  for (const settings of ["biome.json", "bot/pure.grit", "bot/core/model/characters.grit"]) {
    mkdirSync(dirname(join(town, settings)), { recursive: true });
    copyFileSync(join(project, settings), join(town, settings));
  }
  for (const [file, line] of [...bad, ...good, ...arrows.map((one) => one.line)])
    files.set(file, [...(files.get(file) ?? []), line]);
  for (const [file, lines] of files) {
    mkdirSync(dirname(join(town, file)), { recursive: true });
    writeFileSync(join(town, file), `${lines.join("\n")}\n`);
  }
  const biome = join(project, "node_modules/@biomejs/biome/bin/biome");
  const run = spawnSync(process.execPath, [biome, "lint", "--reporter=json", "--max-diagnostics=none", "."], {
    cwd: town,
    encoding: "utf8",
  });
  for (const { category, location } of report.parse(JSON.parse(run.stdout)).diagnostics) {
    const place = `${location.path}:${location.start.line}`;
    verdicts.set(place, [...(verdicts.get(place) ?? []), category]);
  }
});

afterAll(() => rmSync(town, { recursive: true, force: true }));

function verdictOn(file: string, line: string): readonly string[] {
  const number = (files.get(file)?.indexOf(line) ?? -1) + 1;
  // What is said about a file as a whole is said about line 0.
  return [`${file}:0`, `${file}:${number}`].flatMap((place) => verdicts.get(place) ?? []);
}

describe("the linter refuses", () => {
  test.each(bad)("in %s the line %s (%s)", (file, line, rule) => {
    expect(verdictOn(file, line)).toContain(rule);
  });
});

describe("each room has a rule of its own", () => {
  test.each([
    ...roomsIn("bot").map((room) => `bot/${room}`),
    ...roomsIn("bot/core").map((room) => `bot/core/${room}`),
  ])("%s", (room) => {
    const rules = [...allowed.keys()].filter((one) => one.startsWith(`${room}/`));
    expect(rules).not.toEqual([]);
  });

  test.each(arrows.filter((one) => !one.may))("$from may not import $to", ({ line: [file, line] }) => {
    expect(verdictOn(file, line)).toContain(imports);
  });

  test.each(arrows.filter((one) => one.may))("$from may import $to", ({ line: [file, line] }) => {
    expect(verdictOn(file, line)).not.toContain(imports);
  });

  test.each(["bot", "bot/core"])("and the rules of %s let nothing flow in a circle", (parent) => {
    const flows = between(parent).filter((one) => one.some);
    const left = new Set(flows.flatMap((one) => [one.from, one.to]));
    // What imports nothing that is left can be taken away; a circle is what stays.
    for (;;) {
      const free = [...left].filter((room) => !flows.some(({ from, to }) => from === room && left.has(to)));
      if (free.length === 0) break;
      for (const room of free) left.delete(room);
    }
    expect([...left]).toEqual([]);
  });
});

describe("the linter lets through", () => {
  test.each(good)("in %s the line %s", (file, line) => {
    // The planted bad lines lead back to the good ones; that circle is not what is judged here.
    expect(verdictOn(file, line).filter((rule) => rule !== "lint/suspicious/noImportCycles")).toEqual([]);
  });
});
