import type { Instant } from "../../bot/core/calendar/time.ts";
import { numberIn } from "../../bot/core/model/contribution.ts";
import type { Quoted, ResidentInput } from "../../bot/core/model/input.ts";
import type { Language } from "../../bot/core/model/message.ts";
import type { Place } from "../../bot/core/model/place.ts";
import type { Choice, Media, Press, Screen } from "../../bot/core/model/screen.ts";
import { type Stage, textOf } from "./stage.ts";

/** A resident of a test town: what she does in Telegram, and what she reads there. */

/** An act, without what the town adds to it. */
type Act = ResidentInput extends infer One
  ? One extends ResidentInput
    ? Omit<One, "id" | "at" | "appLanguage">
    : never
  : never;

/** A resident's hands: what she does, and which button that is. */
function createHands(stage: Stage, name: string, chat: string, appLanguage: Language) {
  const { words, telegram } = stage;
  const list = () => telegram.heardIn(chat);
  const last = () => list().at(-1);

  /** Only the update itself, without its consequences for others; the same `update` twice is a repeated update. */
  async function gives(act: Act, update = stage.nextUpdate()): Promise<void> {
    const original = list().find((one) => one.message === ("repliesTo" in act ? act.repliesTo : undefined));
    // As in Telegram: a reply carries the text of the message it answers.
    const repliesAbout = original && numberIn(textOf(words, original.screen, original.language));
    const input: ResidentInput = {
      appLanguage,
      message: telegram.nextMessage(),
      repliesAbout,
      ...act,
      id: `tg:${update}`,
      at: stage.now(),
    };
    const pressed =
      act.type === "chose" ? { message: last()?.message ?? 0, callback: `cb${update}` } : undefined;
    await stage.app().resident({ input, channel: "telegram", chat, pressed });
  }

  /** Does something, and lets everything that it causes happen. */
  async function does(act: Act, update?: number): Promise<void> {
    await gives(act, update);
    await stage.settle();
  }

  function buttons(): { choice: Choice; label: string }[] {
    return list()
      .toReversed()
      .flatMap(({ screen, language }) =>
        (screen.choices ?? [])
          .flat()
          .map((choice) => ({ choice, label: words.render(choice.label, language) })),
      );
  }

  /** The newest button whose label has these words. */
  function button(label: string): Press {
    const found = buttons().find((one) => one.label.includes(label) && "press" in one.choice);
    if (!found || !("press" in found.choice))
      throw new Error(
        `${name} sees no button “${label}”; she sees ${buttons()
          .map((one) => `“${one.label}”`)
          .join(", ")}`,
      );
    return found.choice.press;
  }

  return { gives, does, button };
}

export function playResident(stage: Stage, name: string, about: { language?: Language; chat?: string } = {}) {
  const { words, telegram } = stage;
  const chat =
    about.chat ??
    String(1000 + ([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 100000));
  const appLanguage = about.language ?? "nl";
  const list = () => telegram.heardIn(chat);
  const last = () => list().at(-1);
  const { gives, does, button } = createHands(stage, name, chat, appLanguage);

  const self = {
    name,
    chat,
    gives,
    does,
    button,
    says: (
      text: string,
      extra: { repliesTo?: number; message?: number; edited?: boolean; sent?: Instant } = {},
    ) => does({ type: "said", text, ...extra }),
    commands: (command: string, rest = "") =>
      command === "start"
        ? does({ type: "started", campaign: rest || undefined })
        : does({ type: "commanded", command, rest }),
    presses: (label: string, quoted?: string | Quoted) =>
      does({
        type: "chose",
        press: button(label),
        quoted: typeof quoted === "string" ? { type: "said", text: quoted } : quoted,
      }),
    sends: (media: Media, caption?: string) => does({ type: "shared", media, caption }),
    photo: (source = "photo1", caption?: string, album?: string) =>
      does({ type: "shared", media: { kind: "photo", source, album }, caption }),
    voice: (source = "voice1") => does({ type: "shared", media: { kind: "voice", source, seconds: 12 } }),
    place: (place: Place) => does({ type: "placed", place }),
    blocks: async () => {
      telegram.blocked.add(chat);
      await does({ type: "left" });
    },
    silentlyBlocks: () => telegram.blocked.add(chat),
    returns: async () => {
      telegram.blocked.delete(chat);
      await does({ type: "returned" });
    },
    /** The files she received. */
    get files() {
      return telegram.sentFiles.filter((one) => one.chat === chat);
    },
    /** Everything said to her, newest last. */
    get heard() {
      return list();
    },
    get lastHeard(): Screen {
      const one = last();
      if (!one) throw new Error(`${name} heard nothing`);
      return one.screen;
    },
    /** The keys of the last thing said to her. */
    get lastKeys(): string[] {
      return (last()?.screen.lines ?? []).map((line) => line.key);
    },
    get lastText(): string {
      const one = last();
      return one ? textOf(words, one.screen, one.language) : "";
    },
    get labels(): string[] {
      return (last()?.screen.choices ?? [])
        .flat()
        .map((choice) => words.render(choice.label, last()?.language ?? "nl"));
    },
    get lane() {
      return stage.store.lane(stage.secrecy.laneKey("telegram", chat));
    },
    /** Comes in: language, age, no neighbourhood, no permissions. */
    async joins(options: Joining = {}) {
      await joinAs(self, appLanguage, options);
      return self;
    },
    /** Raises an issue from beginning to end. @returns its id */
    async raises(words: string, options: { at?: string; category?: string } = {}): Promise<string> {
      if (!(await self.lane)) await self.joins();
      await raiseAs(self, appLanguage, words, options);
      const id = self.lastHeard.about;
      if (!id) throw new Error(`no receipt: ${self.lastText}`);
      return id;
    },
  };
  return self;
}

/** Choices made when coming in. */
interface Joining {
  readonly language?: "Nederlands" | "English";
  readonly neighbourhood?: string;
  readonly news?: boolean;
}

interface Typing {
  readonly says: (text: string) => Promise<void>;
  readonly presses: (label: string) => Promise<void>;
  readonly commands: (command: string) => Promise<void>;
}

async function joinAs(resident: Typing, appLanguage: Language, options: Joining): Promise<void> {
  await resident.commands("start");
  await resident.presses(options.language ?? (appLanguage === "en" ? "English" : "Nederlands"));
  await resident.presses("16");
  if (options.neighbourhood) await resident.presses(options.neighbourhood);
  else await resident.presses(appLanguage === "en" ? "Skip" : "Sla over");
  if (options.news) await resident.presses(appLanguage === "en" ? "news about" : "nieuws over");
  await resident.presses(appLanguage === "en" ? "Done" : "Klaar");
}

async function raiseAs(
  resident: Typing,
  appLanguage: Language,
  words: string,
  options: { at?: string; category?: string },
): Promise<void> {
  await resident.says(words);
  await resident.says(options.at ?? (appLanguage === "en" ? "Skip" : "Sla over"));
  await resident.presses(appLanguage === "en" ? "No photo" : "Geen foto");
  await resident.presses(options.category ?? (appLanguage === "en" ? "Waste" : "Afval"));
  await resident.presses(appLanguage === "en" ? "Send" : "Verstuur");
}
