import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { project } from "./markdown.ts";

/**
 * Catalogues of public software read publiccode.yml. This is what version 0.4 of the standard asks
 * (https://yml.publiccode.tools/schema.core.html), as far as we use it: a key that is not below is refused,
 * so that a slip of the pen is not taken for something optional.
 */

/** The standard's lists, the part that could fit this kind of software. */
const categories = [
  "budgeting",
  "collaboration",
  "communications",
  "customer-service-and-support",
  "data-collection",
  "data-visualization",
  "digital-citizenship",
  "feedback-and-reviews-management",
  "help-desk",
  "instant-messaging",
  "online-community",
  "service-desk",
  "survey",
  "workflow-management",
] as const;
const scopes = ["culture", "education", "environment", "local-authorities", "society", "welfare"] as const;

const filled = z.string().trim().min(1);
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/u);
const fileHere = filled.refine((path) => existsSync(join(project, path)), "no such file");
const dependency = z.strictObject({
  name: filled,
  version: filled.optional(),
  versionMin: filled.optional(),
  versionMax: filled.optional(),
  optional: z.boolean().optional(),
});
const contact = z.strictObject({ name: filled, affiliation: filled.optional() });
const contractor = z.strictObject({ name: filled, until: z.iso.date(), website: z.url().optional() });

const description = z.strictObject({
  localisedName: filled.optional(),
  shortDescription: filled.max(150).refine((text) => !text.includes("\n"), "one line"),
  longDescription: filled.min(150).max(10_000),
  documentation: z.url().optional(),
  features: z.array(filled).min(1),
  screenshots: z.array(fileHere.regex(/\.(png|jpg)$/u)).optional(),
});

const publiccode = z.strictObject({
  publiccodeYmlVersion: z.literal("0.4"),
  name: filled,
  url: z.url({ protocol: /^https$/u }),
  landingURL: z.url().optional(),
  softwareVersion: filled,
  releaseDate: z.iso.date(),
  platforms: z.array(filled).min(1),
  categories: z.array(z.enum(categories)).min(1),
  developmentStatus: z.enum(["concept", "development", "beta", "stable", "obsolete"]),
  softwareType: z.enum([
    "standalone/mobile",
    "standalone/iot",
    "standalone/desktop",
    "standalone/web",
    "standalone/backend",
    "standalone/other",
    "addon",
    "library",
    "configurationFiles",
  ]),
  intendedAudience: z.strictObject({
    countries: z.array(z.string().regex(/^[a-z]{2}$/u)).optional(),
    unsupportedCountries: z.array(z.string().regex(/^[a-z]{2}$/u)).optional(),
    scope: z.array(z.enum(scopes)).optional(),
  }),
  description: z.record(language, description),
  legal: z.strictObject({ license: filled, mainCopyrightOwner: filled.optional() }),
  maintenance: z.discriminatedUnion("type", [
    z.strictObject({ type: z.enum(["internal", "community"]), contacts: z.array(contact).min(1) }),
    z.strictObject({ type: z.literal("contract"), contractors: z.array(contractor).min(1) }),
    z.strictObject({ type: z.literal("none") }),
  ]),
  localisation: z.strictObject({
    localisationReady: z.boolean(),
    availableLanguages: z.array(language).min(1),
  }),
  dependsOn: z
    .strictObject({
      open: z.array(dependency).optional(),
      proprietary: z.array(dependency).optional(),
      hardware: z.array(dependency).optional(),
    })
    .optional(),
});

const text = readFileSync(join(project, "publiccode.yml"), "utf8");
const written: unknown = parse(text);

test("a catalogue of public software can read what Samenspel is", () => {
  expect(publiccode.safeParse(written).error?.issues ?? []).toEqual([]);
});

test("it says of licence, version and languages what the software itself says", () => {
  const said = publiccode.parse(written);
  const { version, license } = z
    .object({ version: filled, license: filled })
    .parse(JSON.parse(readFileSync(join(project, "package.json"), "utf8")));
  const languages = readdirSync(join(project, "locales"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(said.legal.license).toBe(license);
  expect(said.softwareVersion).toBe(version);
  expect([...said.localisation.availableLanguages].sort()).toEqual(languages.sort());
  expect(Object.keys(said.description).sort()).toEqual(["en", "nl"]);
});

describe("a file that a catalogue would refuse is found", () => {
  const good = publiccode.parse(written);
  const nl = good.description.nl;

  test.each([
    ["no address of the code", { ...good, url: undefined }],
    ["a category that is not in the list", { ...good, categories: ["participation"] }],
    ["a status that there is not", { ...good, developmentStatus: "alpha" }],
    [
      "a long description that is too short",
      { ...good, description: { nl: { ...nl, longDescription: "Kort." } } },
    ],
    ["a community without anybody to ask", { ...good, maintenance: { type: "community" } }],
    ["a day in another form", { ...good, releaseDate: "30-11-2026" }],
    [
      "a picture that is not there",
      { ...good, description: { nl: { ...nl, screenshots: ["docs/none.png"] } } },
    ],
    ["a key with a slip of the pen", { ...good, licence: "EUPL-1.2" }],
  ])("%s", (_, planted) => expect(publiccode.safeParse(planted).success).toBe(false));
});
