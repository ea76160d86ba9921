import type { Language } from "../core/model/message.ts";

/** What a resident can ask for with a slash. The Dutch name is the one the code uses. */
export const commands = [
  "start",
  "melden",
  "meedoen",
  "mijn",
  "wiebeslist",
  "taal",
  "help",
  "mijngegevens",
  "stop",
  "wis",
  "bezwaar",
] as const;
export type Command = (typeof commands)[number];

/** Those in Telegram's menu. An objection is offered where there is something to object to. */
export const menu: readonly Command[] = commands.filter((one) => one !== "bezwaar");

const dutch: Readonly<Record<Command, string>> = {
  start: "start",
  melden: "melden",
  meedoen: "meedoen",
  mijn: "mijn",
  wiebeslist: "wiebeslist",
  taal: "taal",
  help: "help",
  mijngegevens: "mijngegevens",
  stop: "stop",
  wis: "wis",
  bezwaar: "bezwaar",
};

/** Telegram allows only a–z, 0–9 and _ in a command, at most 32. */
const namesByLanguage: ReadonlyMap<Language, Readonly<Record<Command, string>>> = new Map([
  ["nl", dutch],
  [
    "en",
    {
      start: "start",
      melden: "report",
      meedoen: "takepart",
      mijn: "mine",
      wiebeslist: "whodecides",
      taal: "language",
      help: "help",
      mijngegevens: "mydata",
      stop: "stop",
      wis: "erase",
      bezwaar: "object",
    },
  ],
]);

/** How the commands are called in a language; in Dutch where a language has no names of its own. */
export function commandNames(language: Language): Readonly<Record<Command, string>> {
  return namesByLanguage.get(language) ?? namesByLanguage.get(language.split("-")[0] ?? language) ?? dutch;
}

/**
 * Every name, in any language, to the command it means: what somebody learned in one language
 * keeps working after she chooses another.
 */
export const commandAliases: ReadonlyMap<string, Command> = new Map(
  [...namesByLanguage.values()].flatMap((names) =>
    commands.map((command): [string, Command] => [names[command], command]),
  ),
);
