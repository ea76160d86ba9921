import { createServer } from "node:http";
import type { Card, CardAction, Form } from "../../bot/core/model/card.ts";
import { say } from "../../bot/core/model/message.ts";
import { createWords } from "../../bot/text/words.ts";
import { textsOf } from "../support/texts.ts";

/** Texts of an invented town, so that these tests do not change with the real ones. */
export const words = createWords(
  textsOf({
    nl: {
      officials: {
        value: "{{value}}",
        urgent: "Vraagt nu aandacht. {{text}}",
        card: {
          shortened: "De rest staat in de reeks.",
          photo: "Foto {{number}} bij {{ref}}",
          photos_one: "{{count}} foto staat in de reeks.",
          photos_other: "{{count}} foto's staan in de reeks.",
          voice: "Spraakbericht van {{seconds}} seconden: de opname staat in de reeks.",
        },
        preview: {
          heading: "Dit leest de inwoner ({{language}})",
          button: "Knop: {{label}}",
          media_one: "Met {{count}} foto of opname.",
          media_other: "Met {{count}} foto's of opnames.",
        },
        home: { more_one: "Nog {{count}} melding.", more_other: "Nog {{count}} meldingen." },
      },
      town: {
        title: "Melding {{number}}",
        said: "{{words}}",
        status: "Wacht op antwoord",
        answer: "Beantwoorden",
        label: "{{text}}",
        assigned: "{{member}} pakt dit op: {{words}}",
        reminder: "Nog geen antwoord. {{members}}",
        reply: "Dag, {{words}}",
        helps: "Helpt dit?",
        wrong: "Kies een dag na vandaag.",
      },
    },
    en: { officials: { urgent: "Needs attention now. {{text}}" }, town: { status: "Waiting for an answer" } },
    ar: { town: { reply: "مرحبا {{words}}", helps: "هل يساعدك هذا؟" } },
  }),
);

export const press = (option: string) => ({
  instrument: "issue",
  version: 1,
  step: "desk",
  option,
  ref: "48210937",
});

export const action = (text: string, rank: CardAction["rank"]): CardAction => ({
  label: say("town:label", { text }),
  press: press(text),
  rank,
});

export const card = (changes: Partial<Card> = {}): Card => ({
  ref: "48210937",
  title: say("town:title", { number: "4821-0937" }),
  words: "De lantaarn voor nummer 12 is al drie weken kapot.",
  facts: [],
  status: say("town:status"),
  media: [],
  actions: [action("answer", "main")],
  ...changes,
});

export const form = (changes: Partial<Form> = {}): Form => ({
  id: { instrument: "issue", form: "answer", ref: "48210937" },
  title: say("town:answer"),
  submit: say("town:answer"),
  fields: [{ name: "text", label: say("town:label", { text: "Antwoord" }), kind: "text", long: true }],
  ...changes,
});

export interface Call {
  readonly method: string;
  readonly fields: Record<string, string>;
  readonly bytes: Buffer;
}

/** Slack's Web API over HTTP: responds with what `answers` says, else `{ ok: true }` with a channel and ts. */
export async function pretendSlack(
  answers: (call: Call) =>
    | {
        status?: number;
        headers?: Record<string, string>;
        body?: unknown;
        /** Sent instead of `body`, as it is. `breaks`: the connection is lost before the end of it. */
        raw?: { text: string; breaks?: boolean };
      }
    | undefined = () => undefined,
) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const bytes = Buffer.concat(parts);
      const method = (request.url ?? "").replace("/api/", "");
      const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
      const fields = isForm ? Object.fromEntries(new URLSearchParams(bytes.toString())) : {};
      const call = { method, fields, bytes };
      calls.push(call);
      const { status = 200, headers = {}, body, raw } = answers(call) ?? {};
      response.writeHead(status, { "content-type": "application/json", ...headers });
      if (raw?.breaks) return response.write(raw.text, () => setTimeout(() => response.destroy(), 20));
      if (raw) return response.end(raw.text);
      return response.end(
        JSON.stringify(body ?? { ok: true, channel: fields.channel ?? "C1", ts: `17${calls.length}.0001` }),
      );
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
