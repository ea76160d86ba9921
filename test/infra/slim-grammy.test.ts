import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Grammy from "grammy";
import { expect, test } from "vitest";
import { slimGrammy, slimmed } from "../../infra/slim-grammy.ts";

/** What deploys of grammY: what we use of it works, and an update that is written in another way is noticed. */

const root = join(import.meta.dirname, "../..");

async function slim(): Promise<typeof Grammy> {
  return await import(pathToFileURL(slimGrammy(root)).href);
}

/** Telegram, as far as the wire goes: it keeps what it was sent. */
function telegram(answer: unknown) {
  const sent: { url: string; body: string }[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    sent.push({ url, body: await new Response(init.body).text() });
    return { json: async () => answer };
  };
  return { sent, fetch: fetch as unknown as typeof globalThis.fetch };
}

test("a message goes out, and a file with it", async () => {
  const { Api, InputFile } = await slim();
  const { sent, fetch } = telegram({ ok: true, result: { message_id: 7 } });
  const api = new Api("1:token", { fetch });
  expect(await api.raw.sendMessage({ chat_id: 5, text: "Hoi" })).toEqual({ message_id: 7 });
  const document = new InputFile(new TextEncoder().encode("Nummer"), "melding.pdf");
  await api.raw.sendDocument({ chat_id: 5, document });
  expect(sent[0]?.body).toBe(JSON.stringify({ chat_id: 5, text: "Hoi" }));
  expect(sent[1]?.url).toContain("/sendDocument");
  expect(sent[1]?.body).toContain("filename=melding.pdf");
});

test("a refusal and a broken line are told apart", async () => {
  const { Api, GrammyError, HttpError } = await slim();
  for (const error_code of [401, 403, 409]) {
    const { fetch } = telegram({ ok: false, error_code, description: "no" });
    await expect(
      new Api("1:token", { fetch }).raw.sendMessage({ chat_id: 5, text: "Hoi" }),
    ).rejects.toBeInstanceOf(GrammyError);
  }
  const fetch = (async () => {
    throw new TypeError("fetch failed");
  }) as typeof globalThis.fetch;
  await expect(
    new Api("1:token", { fetch }).raw.sendMessage({ chat_id: 5, text: "Hoi" }),
  ).rejects.toBeInstanceOf(HttpError);
});

test("an update of grammY that begins a statement in another way stops the build", () => {
  expect(() => slimmed("const api = 1;")).toThrow("Adapt infra/slim-grammy.ts");
});

test("nothing that deploys calls a method that was left out", () => {
  const folder = join(root, "bot/telegram");
  const called = readdirSync(folder).flatMap((file) => [
    ...readFileSync(join(folder, file), "utf8").matchAll(/\bapi\.(\w+)\(/g),
  ]);
  expect(called.map(([, name]) => name)).toEqual([]);
});
