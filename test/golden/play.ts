import { DAY, HOUR } from "../../bot/core/calendar/time.ts";
import type { Card } from "../../bot/core/model/card.ts";
import type { Language, Namespace, Texts } from "../../bot/core/model/message.ts";
import { corePress } from "../../bot/core/model/screen.ts";
import { commandsOf } from "../../bot/core/officials/commands.ts";
import { facilitatedLink } from "../../bot/core/processes/chat-group.ts";
import { invitationOf } from "../../bot/instruments/manifesto/core-group/core-group.ts";
import { manifestoPart } from "../../bot/instruments/manifesto/part.ts";
import { ofOfficials } from "../../bot/instruments/registry.ts";
import { linkOf } from "../../bot/instruments/survey/reaching/link.ts";
import type { Ports } from "../../bot/ports/ports.ts";
import { createWords } from "../../bot/text/words.ts";
import { locales } from "../../locales/index.ts";
import type { Heard } from "../support/played-telegram.ts";
import { createTestTown, type TestResident } from "../support/town.ts";

/**
 * Plays a transcript. Lines that begin with "> " are what people do; the lines below them are what is then
 * heard in the chat, at the desk and in private. Everything goes through the store between two turns, and
 * the app is restarted each time, as after a deploy.
 *
 *   > Noor types: /start
 *   > Noor presses: Nederlands
 *   > Noor sends a photo: De lamp is kapot
 *   > Noor opens: 1
 *   > Ana does: answer outcome=done; reason=Gemaakt.
 *   > Ana types: /stemming title_nl=Het plein; options_nl=Een bankje\nEen boom
 *   > Ana does: answer on poll answer_nl=Er komt een bankje.
 *   > 7 days pass
 */
export async function play(
  script: string,
  options: { pseudo?: boolean } = {},
): Promise<{ transcript: string; sentences: string[] }> {
  const words = options.pseudo ? createWords(pseudo(locales)) : createWords(locales);
  // A town has hundreds of people: a transcript says how many are enough for what takes many.
  const enough = Number(/^# .*(\d+) people are enough for the council\./m.exec(script)?.[1] ?? 0);
  const town = createTestTown({
    words,
    ports: (plain) => {
      const ports = options.pseudo ? inPseudo(plain) : plain;
      return enough > 0 ? { ...ports, town: { ...ports.town, councilThreshold: enough } } : ports;
    },
  });
  const townLanguage: Language = options.pseudo ? PSEUDO : "nl";
  const people = new Map<string, TestResident>();
  const seen = new Map<string, number>();
  const cards = new Map<string, string>();
  const threads = new Map<string, number>();
  let told = 0;
  let given = 0;
  const files = new Map<string, number>();
  let link = "";
  let paper = { number: "", code: "" };
  const sentences: string[] = [];
  const lines: string[] = [];

  const say = (line: string, ...texts: string[]) => {
    lines.push(line);
    sentences.push(...texts);
  };

  function person(name: string): TestResident {
    const known = people.get(name);
    if (known) return known;
    const language = options.pseudo ? PSEUDO : english.has(name) ? "en" : "nl";
    const one = town.resident(name, { language });
    people.set(name, one);
    return one;
  }

  /** Everything new since the last look. */
  function listen(): void {
    for (const [name, one] of people) {
      for (const heard of one.heard.slice(seen.get(name) ?? 0)) hear(name, heard);
      seen.set(name, one.heard.length);
    }
    for (const posted of town.posted) {
      const status = town.render(posted.card.status, townLanguage);
      const card = `${town.render(posted.card.title, townLanguage)} | ${status}`;
      if (cards.get(posted.ts) !== card)
        say(`  desk ${posted.channel}: ${card}`, town.render(posted.card.title, townLanguage), status);
      cards.set(posted.ts, card);
      for (const line of posted.thread.slice(threads.get(posted.ts) ?? 0)) {
        const text = town.render(line, townLanguage);
        say(`  thread: ${indented(text)}`, text);
      }
      threads.set(posted.ts, posted.thread.length);
    }
    for (const one of town.told.slice(told)) {
      const text = town.render(one.message, townLanguage);
      say(`  to ${one.member}: ${indented(text)}`, text);
      link = /\b[rj]-\d{8}-[A-Z0-9]{10}\b/.exec(text)?.[0] ?? link;
    }
    told = town.told.length;
    for (const { member, text = "" } of town.given.slice(given)) onPaper(member, text);
    given = town.given.length;
    for (const [name, one] of people) {
      for (const { bytes } of one.files.slice(files.get(name) ?? 0))
        onPaper(name, new TextDecoder().decode(bytes));
      files.set(name, one.files.length);
    }
  }

  /** A file to print, line by line. Its number and code are “NUMBER” and “CODE” in what people do after it. */
  function onPaper(to: string, page: string): void {
    const texts = linesOf(page);
    say(`  on paper for ${to}: ${texts.join("\n    ")}`, texts.join("\n"));
    const found = /(\d{4}-\d{4})[\s\S]*?([A-Z0-9]{5}-[A-Z0-9]{5})/.exec(texts.join("\n"));
    if (found) paper = { number: found[1] ?? "", code: found[2] ?? "" };
  }

  function hear(name: string, { screen, language, notice }: Heard): void {
    const texts = screen.lines.map((line) => town.render(line, language));
    say(`  ${notice ? "news for" : "to"} ${name}: ${texts.map(indented).join("\n    ")}`, ...texts);
    const rows = (screen.choices ?? []).map((row) =>
      row.map((choice) => town.render(choice.label, language)),
    );
    for (const row of rows) say(`    ${row.map((label) => `[${label}]`).join(" ")}`, ...row);
    if (screen.asksPlace) {
      const keys = [screen.asksPlace.share, screen.asksPlace.skip].map((label) =>
        town.render(label, language),
      );
      say(`    keyboard: ${keys.map((label) => `[${label}]`).join(" ")}`, ...keys);
    }
  }

  /** The newest button with this label, in whichever language it is shown. */
  function button(one: TestResident, label: string) {
    const choices = one.heard.toReversed().flatMap(({ screen }) => (screen.choices ?? []).flat());
    const found = choices.find((choice) =>
      ["nl", "en"].some((language) => town.render(choice.label, language).includes(label)),
    );
    if (!found || !("press" in found)) throw new Error(`${one.name} sees no button “${label}”`);
    return found.press;
  }

  async function act(line: string): Promise<void> {
    const time = /^(\d+) (hours?|days?) pass(?:es)?$/.exec(line);
    if (time) return town.passes(Number(time[1]) * (time[2]?.startsWith("h") ? HOUR : DAY), Number(time[1]));
    const many = /^(\w+) types (\d+) more things$/.exec(line);
    if (many) {
      const one = person(many[1] ?? "");
      for (let n = 1; n <= Number(many[2]); n++) await one.says(`Ding nummer ${n}`);
      // Only the last of all these answers is read.
      seen.set(one.name, one.heard.length - 1);
      return;
    }
    const official = /^(Ana|Bram|Chris) (does|types): (.*)$/.exec(line);
    if (official) return desk(official[1] ?? "", official[2] ?? "", official[3] ?? "");
    const [, name = "", verb = "", what = ""] = /^(\w+) ([a-z ]+?)(?:: (.*))?$/.exec(line) ?? [];
    const one = person(name);
    const message = one.heard.at(-1)?.message;
    switch (verb) {
      case "types": {
        const [, command, rest = ""] = /^\/(\w+) ?(.*)$/.exec(what) ?? [];
        if (rest === "GROUPS") return one.commands(command ?? "", await forYouthWorkers());
        if (rest === "INVITATION") return one.commands(command ?? "", await invitation());
        return command ? one.commands(command, rest) : one.says(what);
      }
      case "presses":
        if (options.pseudo && ["Nederlands", "English"].includes(what)) {
          const others = (one.heard.at(-1)?.screen.choices ?? []).flat();
          const other = others.find((choice) => "press" in choice && choice.press.option === PSEUDO);
          const press = other && "press" in other ? other.press : corePress("language", PSEUDO);
          return one.does({ type: "chose", press });
        }
        return one.does({ type: "chose", press: button(one, what) });
      case "opens": {
        // One of the numbers under /mijn, counted from 1.
        const choices = (one.heard.at(-1)?.screen.choices ?? []).flat();
        const choice = choices[Number(what) - 1];
        if (!choice || !("press" in choice)) throw new Error(`${name} sees no number ${what}`);
        return one.does({ type: "chose", press: choice.press });
      }
      case "replies":
        return one.says(what, { repliesTo: message });
      case "edits":
        return one.says(what, { edited: true, message: (await one.lane)?.wrote.at(-1)?.message });
      case "sends a photo":
        return one.photo("photo1", what || undefined);
      case "sends an album": {
        await one.photo("photo1", what || undefined, "album");
        await one.photo("photo2", undefined, "album");
        return one.photo("photo3", undefined, "album");
      }
      case "speaks":
        return one.voice();
      case "shares a location":
        return one.place({ latitude: 52.09, longitude: 5.12, words: what || undefined });
      case "sends a sticker":
        return one.does({ type: "unreadable", reason: "sticker" });
      case "blocks":
        return one.blocks();
      case "returns":
        return one.returns();
      default:
        throw new Error(`the player does not know: ${line}`);
    }
  }

  /** “manifesto” or another way of taking part, “topic 2”, “promise 1”, or the number of the card; the last one by default. */
  function cardOf(ref: string | undefined) {
    if (ref !== undefined && processes.has(ref)) {
      const all = town.posted.filter((one) => one.card.ref.startsWith("P"));
      return all.find((one) => one.card.actions.some(({ press }) => press.instrument === ref)) ?? all[0];
    }
    const promise = /^promise (\d+)$/.exec(ref ?? "")?.[1];
    if (promise) {
      const isPromise = ({ title }: Card) => JSON.stringify(title).includes("officials:commitment.name");
      return town.posted.filter(({ card }) => isPromise(card))[Number(promise) - 1];
    }
    const topic = /^topic (\d+)$/.exec(ref ?? "")?.[1];
    const topics = town.posted.filter((one) => /^\d{8}$/.test(one.card.ref));
    return topic ? topics[Number(topic) - 1] : town.posted[ref ? Number(ref) - 1 : town.posted.length - 1];
  }

  /** The text on the manifesto's card, for anybody who follows the link. */
  async function invitation(): Promise<string> {
    const [process] = await town.store.processes();
    if (process?.instrument === "survey") return linkOf(process);
    return process ? invitationOf(process) : "";
  }

  /** The link for youth workers on the manifesto's card. */
  async function forYouthWorkers(): Promise<string> {
    const [process] = await town.store.processes();
    return (process && facilitatedLink(manifestoPart, process)) ?? "";
  }

  async function desk(name: string, verb: string, what: string): Promise<void> {
    const official = town.official(`U0${name.toUpperCase()}`);
    if (verb === "types" && !organisers.has(/^\/([\w-]+)/.exec(what)?.[1] ?? ""))
      return official.command(what.replace(/^\/samenspel ?/, ""));
    const [, act = "", ref, fields = ""] =
      /^\/?([\w-]+)(?: on ((?:topic|promise) \d+|\d+|[a-z-]+))?(?: (.*))?$/.exec(what) ?? [];
    const opening = verb === "types";
    const card = opening ? undefined : cardOf(ref);
    if (!opening && !card) throw new Error("there is no card yet");
    const numbers = (text: string) =>
      text.replace(/^#(\d+)$/, (_, n) => town.posted[Number(n) - 1]?.card.ref ?? "");
    const values = Object.fromEntries(
      fields
        .split("; ")
        .filter(Boolean)
        .map((field) => {
          const [key = "", ...rest] = field.split("=");
          return [key, numbers(rest.join("=")).replaceAll("\\n", "\n")] as const;
        })
        // The town's own language is another one then.
        .flatMap(([key, value]) =>
          options.pseudo && key.endsWith("_nl")
            ? [[key, value] as const, [key.replace(/nl$/, PSEUDO), value] as const]
            : [[key, options.pseudo && key === "language" ? PSEUDO : value] as const],
        ),
    );
    // “approve” decides on the youth worker who stands first.
    const actions = card?.card.actions ?? [];
    const named = actions.find(({ press }) => press.option === act);
    const button = (named ?? actions.find(({ press }) => press.option.startsWith(`${act}:`)))?.press;
    if (opening) {
      const room = { channel: "C0YOUTH", channelName: "jeugd-en-buurt" };
      await official.does({ type: "commanded", command: act, rest: "", ...room });
    } else if (button && button.instrument !== "issue") await official.does({ type: "chose", press: button });
    else await official.press(card?.card.ref ?? "", act);
    // Which item, what, and whether it is sent as it is seen.
    for (let round = 0; round < 3 && official.form && !official.form.errors; round++) {
      const preview = official.form.preview;
      if (preview) {
        for (const line of preview.screen.lines) sentences.push(town.render(line, preview.language));
      }
      await official.submit(values);
    }
    if (official.form?.errors) {
      for (const [field, error] of Object.entries(official.form.errors)) {
        const text = town.render(error, townLanguage);
        say(`  form, ${field}: ${text}`, text);
      }
    }
  }

  for (const line of script.split("\n")) {
    if (line.startsWith("#")) lines.push(line);
    if (!line.startsWith("> ")) continue;
    if (lines.length > 0) lines.push("");
    lines.push(line);
    await act(
      line
        .slice(2)
        .replaceAll("NUMBER", paper.number)
        .replaceAll("CODE", paper.code)
        .replaceAll("LINK", link),
    );
    listen();
    town.restart();
  }
  return { transcript: `${lines.join("\n")}\n`, sentences };
}

/** The ways of taking part that an organiser opens, and the commands for it. */
const processes = new Set(ofOfficials.filter(({ process }) => process).map(({ name }) => name));
const organisers = new Set(commandsOf(ofOfficials).map(({ command }) => command));

/** People who speak English. */
const english = new Set(["Sam"]);

/** A right-to-left language that nobody speaks: every text of ours carries a mark. */
const PSEUDO = "ar-XB";

/** The Dutch texts with a mark around each, as a language more. */
function pseudo(texts: Texts): Texts {
  return {
    languages: [...texts.languages, PSEUDO],
    namespace(language, name) {
      if (language !== PSEUDO) return texts.namespace(language, name);
      const dutch = texts.namespace("nl", name);
      const named: Namespace =
        name === "common" ? { language: { ...folder(dutch, "language"), [PSEUDO]: "Pseudo" } } : {};
      return dutch && marked({ ...dutch, ...named });
    },
    vocabulary: (language) => texts.vocabulary(language === PSEUDO ? "nl" : language),
  };
}

function folder(texts: Namespace | undefined, name: string): Namespace {
  const found = texts?.[name];
  return typeof found === "object" ? found : {};
}

function marked(texts: Namespace): Namespace {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, typeof text === "string" ? `⟦${text}⟧` : marked(text)]),
  );
}

function inPseudo(ports: Ports): Ports {
  return {
    ...ports,
    town: { ...ports.town, languages: [PSEUDO, "nl", "en"] },
    workplace: {
      ...ports.workplace,
      language: async () => PSEUDO,
      member: async () => ({ language: PSEUDO }),
    },
  };
}

/** The words of a page, without its dress and what stands below every document. */
function linesOf(page: string): string[] {
  const body = /<main>([\s\S]*?)<(?:footer|\/main)/.exec(page)?.[1] ?? page;
  return body
    .replaceAll(/<br>/g, "\n")
    .replaceAll(/<[^>]+>/g, "\n")
    .split("\n")
    .map((one) => one.trim())
    .filter(Boolean);
}

function indented(text: string): string {
  return text.split("\n").join("\n    ");
}
