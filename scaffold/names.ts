/** What is asked of the generator. */
export interface Asked {
  /** "street-walk": the folder, the key of the texts, and what a button carries. */
  readonly name: string;
  /** What an organiser types in Slack, without the slash. */
  readonly command: string;
}

/** What is there already, and so cannot be called again. */
export interface Taken {
  /** Names of ways of taking part. */
  readonly names: readonly string[];
  /** Commands in Slack, without the slash. */
  readonly commands: readonly string[];
  /** Files of texts, and sections in the one for officials. */
  readonly texts: readonly string[];
  /** Whole dialogues in test/golden/. */
  readonly transcripts: readonly string[];
  /** Words that the code of each way of taking part uses itself. */
  readonly words: readonly string[];
}

/** A button in Telegram carries 64 bytes: beside the name also the row, what was chosen and a number (our limit). */
const LONGEST = 20;

const KEBAB = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

/** Words that the language keeps for itself, as a name or in strict code. */
const ofTheLanguage = new Set(
  `arguments as async await boolean break case catch class const continue debugger default delete do else enum eval
  export extends false finally for from function get if implements import in instanceof interface let new null number
  object of package private protected public return set static string super switch symbol this throw true try type
  typeof undefined unknown var void while with yield`.split(/\s+/),
);

/** Slack's own commands, which no app can have (slack.com/help, "Use slash commands", November 2026). */
const ofSlack = new Set(
  `active apps archive away call collapse dm dnd expand feed feedback help invite invite_people join keys kick leave me
  msg mute open part prefs remind remove rename search shortcuts shrug star status tableflip topic unarchive unmute who`.split(
    /\s+/,
  ),
);

/** "streetWalk": the name as the code writes it. */
export function camel(name: string): string {
  return name.replace(/-(.)/g, (_, first: string) => first.toUpperCase());
}

/** "Street walk": the name as people read it, until somebody writes a better one. */
export function inWords(name: string): string {
  return name.replace(/^./, (first) => first.toUpperCase()).replaceAll("-", " ");
}

/** Why something cannot be called like this, one sentence for each reason, with what to do. */
export function refusalsOf({ name, command }: Asked, taken: Taken): readonly string[] {
  const why = (wrong: boolean, sentence: string) => (wrong ? [sentence] : []);
  return [
    ...why(
      !KEBAB.test(name),
      `“${name}” is not in kebab-case: use small letters and digits, with a hyphen between words, like street-walk.`,
    ),
    ...why(
      name.length > LONGEST,
      `“${name}” has ${name.length} characters and a button has room for ${LONGEST}: choose a shorter name.`,
    ),
    ...why(
      name.length === 1,
      `“${name}” is one letter, and nobody would know what it is: choose a longer name.`,
    ),
    ...why(
      taken.names.includes(name),
      `There is a way of taking part that is called “${name}” already: choose another name.`,
    ),
    ...why(
      !taken.names.includes(name) && taken.texts.includes(name),
      `Texts in locales/ are called “${name}” already: choose another name.`,
    ),
    ...why(
      !taken.names.includes(name) && taken.transcripts.includes(name),
      `There is a transcript test/golden/${name}.txt already: choose another name.`,
    ),
    ...why(
      ofTheLanguage.has(name) || taken.words.includes(camel(name)),
      `The code uses the word “${camel(name)}” itself: choose another name.`,
    ),
    ...why(
      !KEBAB.test(command) || command.length > LONGEST,
      `/${command} cannot be a command: use at most ${LONGEST} small letters and digits, with a hyphen between words.`,
    ),
    ...why(
      taken.commands.includes(command),
      `/${command} is a command already: choose another one with --command.`,
    ),
    ...why(
      ofSlack.has(command),
      `/${command} is a command of Slack itself: choose another one with --command.`,
    ),
  ];
}
