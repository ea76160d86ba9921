import { fromEpoch } from "../../bot/core/calendar/time.ts";
import type { Form, Home } from "../../bot/core/model/card.ts";
import type { App, Immediate } from "../../bot/ports/app.ts";
import { homeView } from "../../bot/slack/blocks.ts";
import { modalView } from "../../bot/slack/modal.ts";
import { suggestionResponse } from "../../bot/slack/responses.ts";
import type { Stage } from "./stage.ts";

/** An official of a test town: what she does in Slack, and what she sees there. */

export function playOfficial(stage: Stage, member: string) {
  const {
    words,
    store,
    slack: { told },
  } = stage;
  const see = (shown: unknown) => stage.sees?.(shown);
  let form: Form | undefined;
  let home: Home | undefined;
  let found: Extract<Immediate, { do: "found" }>["options"] = [];

  /** Only the act itself, without its consequences for others. */
  async function gives(act: Record<string, unknown>, id = `sl:${stage.nextUpdate()}`): Promise<void> {
    const { effects } = await stage.app().official({
      channel: "C0DESK1",
      ...act,
      id,
      at: stage.now(),
      official: member,
    } as Parameters<App["official"]>[0]);
    form = undefined;
    for (const effect of effects) {
      if (effect.do === "open") {
        // Slack would refuse a form that exceeds one of its limits.
        see(modalView(effect.form, words, "nl"));
        form = effect.form;
      }
      if (effect.do === "whisper") told.push({ member, message: effect.message });
      if (effect.do === "home") {
        home = effect.home;
        if (stage.sees) see(homeView(home, words, "nl"));
      }
      if (effect.do === "found") {
        found = effect.options;
        see(suggestionResponse(found, words, "nl"));
      }
    }
  }

  async function does(act: Record<string, unknown>, id?: string): Promise<void> {
    await gives(act, id);
    await stage.settle();
  }

  const self = {
    member,
    gives,
    does,
    press: (ref: string, act: string, id?: string) =>
      does({ type: "chose", press: { instrument: "issue", version: 1, step: "card", option: act, ref } }, id),
    submit: (values: Record<string, string | readonly string[]> = {}, id?: string) => {
      if (!form) throw new Error(`${member} has no form open; last told: ${told.at(-1)?.message.key}`);
      return does({ type: "submitted", form: form.id, values }, id);
    },
    /** Presses, fills in, sees the preview and sends. */
    async acts(ref: string, act: string, values: Record<string, string | readonly string[]> = {}) {
      await self.press(ref, act);
      await self.submit(values);
      if (form) await self.submit(values);
      if (form) throw new Error(`the form stayed open: ${JSON.stringify(form.errors)}`);
    },
    answers: (ref: string, answer: { outcome?: string; text: string }) =>
      self.acts(ref, "answer", { outcome: answer.outcome ?? "done", reason: answer.text }),
    /** Writes news, previews it and has it counted. @returns the broadcast's id */
    async writesNews(texts: Record<string, string>, neighbourhoods: readonly string[] = []): Promise<string> {
      const values = {
        ...Object.fromEntries(Object.entries(texts).map(([language, text]) => [`text_${language}`, text])),
        neighbourhoods,
      };
      await self.command("nieuws");
      await self.submit(values);
      await self.submit(values);
      const [id] = (await store.broadcasts(fromEpoch(0))).map((one) => one.id);
      if (!id) throw new Error(`no news was made; last told: ${told.at(-1)?.message.key}`);
      return id;
    },
    /** Presses Send, Discard or Stop on the card. */
    onNews: (id: string, option: "send" | "sendPaid" | "discard" | "stop" | "again") =>
      does({
        type: "chose",
        press: { instrument: "core", version: 1, step: "news", option, ref: id },
      }),
    command: (rest: string, extra: Record<string, unknown> = {}) =>
      does({ type: "commanded", command: "samenspel", rest, ...extra }),
    searches: (words: string) => {
      if (!form) throw new Error("no form to search in");
      const open = form;
      return does({ type: "searched", form: open.id, field: "into", words }).then(() => {
        form = open;
      });
    },
    opensHome: () => does({ type: "opened_home" }),
    get form() {
      return form;
    },
    get home() {
      return home;
    },
    get found() {
      return found;
    },
    /** Keys of what this member was told in private, newest last. */
    get told() {
      return told.filter((one) => one.member === member).map((one) => one.message.key);
    },
  };
  return self;
}
