import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { commandsOf } from "../../bot/core/officials/commands.ts";
import { ofOfficials } from "../../bot/instruments/registry.ts";
import { methodScopes, slackManifest, slashCommands } from "../../bot/slack/manifest.ts";
import { manifestShape } from "../../bot/slack/manifest-shape.ts";
import { createWords } from "../../bot/text/words.ts";
import { locales } from "../../locales/index.ts";
import { OLA, staffed } from "../support/staff.ts";
import { createTestTown } from "../support/town.ts";

const words = createWords(locales);
const commands = slashCommands(commandsOf(ofOfficials), words, "nl");
const town = { name: "Samenspel", description: "Antwoord op wat inwoners inbrengen", commands };
const url = "https://samenspel.example.org/slack";
const deployed = slackManifest({ ...town, requestUrl: url });

test("the app asks for the scopes of every method it uses, and for no other method", () => {
  const folder = fileURLToPath(new URL("../../bot/slack/", import.meta.url));
  const source = globSync("*.ts", { cwd: folder })
    .map((name) => readFileSync(folder + name, "utf8"))
    .join("\n");
  const called = [
    ...[...source.matchAll(/client\.(?!apiCall)(\w+\.\w+)\(/g)].map(([, method]) => method),
    ...[...source.matchAll(/client\.apiCall\("([\w.]+)"/g)].map(([, method]) => method),
  ];
  expect([...new Set(called)].toSorted()).toEqual(Object.keys(methodScopes).toSorted());
  expect(deployed.oauth_config.scopes.bot).toEqual([
    "chat:write",
    "commands",
    "files:write",
    "im:write",
    "users:read",
  ]);
});

test("the app cannot read what officials write to each other", () => {
  expect(deployed.oauth_config.scopes.bot.filter((scope) => /history|channels|groups/.test(scope))).toEqual(
    [],
  );
  expect(deployed.settings.event_subscriptions.bot_events).toEqual(["app_home_opened"]);
});

test("deployed, Slack posts everything to one address", () => {
  expect(deployed.settings).toMatchObject({
    event_subscriptions: { request_url: url },
    interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
    socket_mode_enabled: false,
  });
  for (const command of ["/samenspel", "/manifest", "/peiling", "/stemming"])
    expect(deployed.features.slash_commands).toContainEqual(expect.objectContaining({ command, url }));
  expect(deployed.features.slash_commands.filter((one) => one.url !== url)).toEqual([]);
});

test.each(locales.languages)(
  "every way of taking part that has a command is in Slack's list, in %s",
  (language: string) => {
    const shown = slashCommands(commandsOf(ofOfficials), words, language);
    const typed = ofOfficials.flatMap(({ process, commands = {} }) => [
      ...(process?.command === undefined ? [] : [process.command]),
      ...Object.keys(commands),
    ]);
    expect(typed.length).toBeGreaterThan(2);
    expect(shown.map(({ command }) => command)).toEqual(["samenspel", ...typed].map((one) => `/${one}`));
    // A text that is missing would be shown as its key, without a space.
    for (const { command, description } of shown) expect(description, command).toMatch(/^\p{L}+.* .*\p{L}$/u);
  },
);

test("a way of taking part that is new in the registry has its command in the list by itself", () => {
  const [known] = ofOfficials.flatMap((one) => (one.process ? [{ ...one, process: one.process }] : []));
  if (!known) throw new Error("the registry has no process");
  const fresh = {
    ...known,
    commands: {},
    name: "poll",
    process: { ...known.process, command: "buurtfeest" },
  };
  const without = { ...known, process: { ...known.process, command: undefined } };
  expect(slashCommands(commandsOf([fresh, without]), words, "nl").slice(1)).toEqual([
    { command: "/buurtfeest", description: words.render({ key: "officials:poll.command" }, "nl") },
  ]);
});

test("who types /samenspel help reads each of these commands and what it does", async () => {
  const town = createTestTown();
  const { ola } = await staffed(town);
  await ola.command("help");
  const heard = town.told.filter(({ member }) => member === OLA).at(-1)?.message;
  const help = heard ? town.render(heard) : "";
  expect(commands.length).toBeGreaterThan(3);
  for (const { command, description } of commands.slice(1))
    expect(help.split("\n")).toContain(`${command}: ${description}`);
});

test("on one machine there is no address", () => {
  const local = slackManifest({ ...town, requestUrl: url, socketMode: true });
  expect(local.settings.socket_mode_enabled).toBe(true);
  expect(JSON.stringify(local)).not.toContain(url);
});

test("an app that Slack would not take is refused here first", () => {
  expect(() => slackManifest({ ...town, requestUrl: "http://samenspel.example.org" })).toThrow();
  expect(() => slackManifest({ ...town, name: "S".repeat(36), requestUrl: url })).toThrow();
  expect(() => slackManifest(town)).toThrow();
});

test("the manifest is as Slack's own schema wants it, deployed and on one machine", () => {
  expect(manifestShape.safeParse(deployed).error).toBeUndefined();
  expect(manifestShape.safeParse(slackManifest({ ...town, socketMode: true })).error).toBeUndefined();
});

test("a manifest that Slack would refuse is refused here", () => {
  const refused = (change: object) => manifestShape.safeParse({ ...deployed, ...change }).success;
  expect(refused({ display_information: { name: "S".repeat(36), description: "x" } })).toBe(false);
  expect(refused({ features: { ...deployed.features, slash_commands: [{ command: "samenspel" }] } })).toBe(
    false,
  );
  expect(refused({ settings: { ...deployed.settings, made_up: true } })).toBe(false);
});
