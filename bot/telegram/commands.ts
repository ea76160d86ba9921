import type { Language } from "../core/model/message.ts";

/** The slash commands residents can use, by the Dutch names the code uses. */
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

/** The commands in Telegram's menu. An objection is offered where there is something to object to. */
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

/** Command names by language. Telegram allows only a–z, 0–9 and _ in a command, at most 32 characters. */
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

/** The names of the commands in a language; the Dutch ones where a language has no names of its own. */
export function commandNames(language: Language): Readonly<Record<Command, string>> {
  return namesByLanguage.get(language) ?? namesByLanguage.get(language.split("-")[0] ?? language) ?? dutch;
}

/**
 * Maps every name, in any language, to its command: a name learned in one language keeps working after she switches to
 * another.
 */
export const commandAliases: ReadonlyMap<string, Command> = new Map(
  [...namesByLanguage.values()].flatMap((names) =>
    commands.map((command): [string, Command] => [names[command], command]),
  ),
);
