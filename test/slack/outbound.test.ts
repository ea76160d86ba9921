import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { say } from "../../bot/core/model/message.ts";
import { Undeliverable, Wait } from "../../bot/ports/errors.ts";
import { createApi } from "../../bot/slack/api.ts";
import { spoken } from "../../bot/slack/members.ts";
import { slackWorkplace } from "../../bot/slack/outbound.ts";
import { card, form, pretendSlack, words } from "./invented.ts";

type Answers = Parameters<typeof pretendSlack>[0];

const desk = { channel: "C0DESK", ts: "17.0001" };
const refuse = (error: string) => ({ body: { ok: false, error } });

async function town(answers?: Answers, now?: () => number) {
  const slack = await pretendSlack(answers);
  const client = createApi({ token: "xoxb-invented", apiUrl: `${slack.url}/api/` });
  const workplace = slackWorkplace({ client, words, defaultLanguage: "nl", ...(now ? { now } : {}) });
  return { slack, workplace, [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose]() };
}

const blocksOf = (fields: Record<string, string> | undefined) => JSON.parse(fields?.blocks ?? "[]");

describe("a card", () => {
  test("is posted on the desk, and unfolds no link that a resident wrote", async () => {
    await using here = await town();
    expect(await here.workplace.postCard("C0DESK", card(), {}, "nl")).toEqual({
      channel: "C0DESK",
      ts: "171.0001",
    });
    const [call] = here.slack.calls;
    expect(call).toMatchObject({
      method: "chat.postMessage",
      fields: { channel: "C0DESK", unfurl_links: "false", unfurl_media: "false", parse: "none" },
    });
    expect(blocksOf(call?.fields)[0]).toMatchObject({ type: "header", text: { text: "Melding 4821-0937" } });
  });

  test("comes without its photos when Slack is not ready with them", async () => {
    await using here = await town((call) =>
      call.fields.blocks?.includes("slack_file") ? refuse("invalid_blocks") : undefined,
    );
    const withPhoto = card({ media: [{ kind: "photo", stored: "m/1" }] });
    await here.workplace.updateCard(desk, withPhoto, { "m/1": "F111" }, "nl");
    expect(here.slack.calls.map((call) => [call.method, call.fields.blocks?.includes("slack_file")])).toEqual(
      [
        ["chat.update", true],
        ["chat.update", false],
      ],
    );
  });

  test("without photos that Slack refuses is loud, and not sent twice", async () => {
    await using here = await town(() => refuse("invalid_blocks"));
    await expect(here.workplace.postCard("C0DESK", card(), {}, "nl")).rejects.toThrow("invalid_blocks");
    expect(here.slack.calls).toHaveLength(1);
  });
});

describe("refusals", () => {
  test("a desk that was archived or that the app is not in is undeliverable, with the reason", async () => {
    for (const reason of ["channel_not_found", "not_in_channel", "is_archived", "account_inactive"]) {
      await using here = await town(() => refuse(reason));
      const posting = here.workplace.postCard("C0DESK", card(), {}, "nl");
      await expect(posting).rejects.toThrow(new Undeliverable(reason));
      await expect(posting).rejects.toBeInstanceOf(Undeliverable);
    }
  });

  test("when Slack is too busy we wait as long as it asks, and do not sleep on it", async () => {
    await using here = await town(() => ({ status: 429, headers: { "retry-after": "17" }, body: {} }));
    const posting = here.workplace.thread(desk, say("town:helps"), "nl");
    await expect(posting).rejects.toBeInstanceOf(Wait);
    await expect(posting).rejects.toMatchObject({ seconds: 17 });
    expect(here.slack.calls).toHaveLength(1);
  });

  test("a failure of Slack's is not repeated at once, as the message may be there already", async () => {
    await using here = await town(() => ({ status: 503, body: {} }));
    await expect(here.workplace.postCard("C0DESK", card(), {}, "nl")).rejects.toThrow();
    expect(here.slack.calls).toHaveLength(1);
  });

  test("trouble at Slack's, or on the way there, passes: it is no mistake of ours to be set aside", async () => {
    await using troubled = await town(() => ({ status: 500, body: {} }));
    await expect(troubled.workplace.openForm("1.2.x", form(), "nl")).rejects.toBeInstanceOf(Wait);
    const client = createApi({ token: "xoxb-invented", apiUrl: "http://127.0.0.1:9/api/" });
    const nowhere = slackWorkplace({ client, words, defaultLanguage: "nl" });
    await expect(nowhere.openForm("1.2.x", form(), "nl")).rejects.toBeInstanceOf(Wait);
    await using strange = await town(() => ({ status: 404, body: {} }));
    await expect(strange.workplace.openForm("1.2.x", form(), "nl")).rejects.not.toBeInstanceOf(Wait);
  });

  // The connection is lost in the middle; something in between answers for Slack; or Slack does not say how long.
  test.each([
    { what: "breaks off", answer: { raw: { text: '{"ok":', breaks: true } } },
    { what: "is a page", answer: { raw: { text: "<html>We will be right back</html>" } } },
    { what: "says that it is busy, and no more", answer: { status: 429, raw: { text: "" } } },
  ])(
    "an answer that $what passes as well, for a form, a card and the member who pressed",
    async ({ answer }) => {
      await using here = await town(() => answer);
      await expect(here.workplace.openForm("1.2.x", form(), "nl")).rejects.toBeInstanceOf(Wait);
      await expect(here.workplace.postCard("C0DESK", card(), {}, "nl")).rejects.toBeInstanceOf(Wait);
      expect(await here.workplace.member("U0ANA")).toMatchObject({ language: "nl", outsider: "unknown" });
    },
  );

  test("a Slack that says nothing is given up on in time, also halfway an answer, and asked once", async () => {
    for (const said of ["", '{"ok":']) {
      let asked = 0;
      const silent = createServer((_, response) => {
        asked++;
        if (said) response.writeHead(200, { "content-type": "application/json" }).write(said);
      });
      await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
      const apiUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api/`;
      const client = createApi({ token: "xoxb-invented", apiUrl, milliseconds: 40 });
      const workplace = slackWorkplace({ client, words, defaultLanguage: "nl" });
      await expect(workplace.openForm("1.2.x", form(), "nl")).rejects.toBeInstanceOf(Wait);
      expect(asked).toBe(1);
      silent.closeAllConnections();
      silent.close();
    }
  });

  test("somewhere else is not where our token goes, and Slack counts as out of reach", async () => {
    await using other = await town();
    const location = `${other.slack.url}/api/views.open`;
    await using here = await town(() => ({ status: 307, headers: { location }, body: {} }));
    await expect(here.workplace.openForm("1.2.x", form(), "nl")).rejects.toBeInstanceOf(Wait);
    expect(other.slack.calls).toHaveLength(0);
  });

  test("a missing scope is a mistake of ours and stays loud", async () => {
    await using here = await town(() => refuse("missing_scope"));
    await expect(here.workplace.openForm("1.2.x", form(), "nl")).rejects.not.toBeInstanceOf(Undeliverable);
  });
});

describe("a thread", () => {
  test("gets long words in several messages, and all of them are known afterwards", async () => {
    await using here = await town();
    const typed = "Elke avond dezelfde donkere straat. ".repeat(220).trim();
    const posted = await here.workplace.thread(desk, say("town:said", { words: typed }), "nl");
    expect(posted).toEqual(here.slack.calls.map((_, index) => `17${index + 1}.0001`));
    expect(posted.length).toBeGreaterThan(2);
    const shown = here.slack.calls.map((call) => blocksOf(call.fields)[0].text);
    expect(shown.every((text) => text.type === "plain_text" && text.emoji === false)).toBe(true);
    expect(shown.map((text) => text.text).join(" ")).toBe(typed);
    expect(here.slack.calls.every((call) => call.fields.thread_ts === desk.ts)).toBe(true);
  });

  test("calls the member that our own text names, and nobody that a resident names", async () => {
    await using here = await town();
    await here.workplace.thread(
      desk,
      say("town:assigned", { member: "U0ANA", words: "<!channel> <@U0BO>" }),
      "nl",
    );
    const text = "<@U0ANA> pakt dit op: &lt;!channel&gt; &lt;@U0BO&gt;";
    expect(here.slack.calls[0]?.fields.text).toBe(text);
    expect(blocksOf(here.slack.calls[0]?.fields)).toEqual([
      { type: "section", text: { type: "mrkdwn", text, verbatim: true } },
    ]);
  });
});

describe("files", () => {
  test("for one member goes to her alone, in no channel", async () => {
    let address = "";
    await using here = await town((call) =>
      call.method === "files.getUploadURLExternal"
        ? { body: { ok: true, upload_url: `${address}/upload`, file_id: "F111" } }
        : call.method === "conversations.open"
          ? { body: { ok: true, channel: { id: "D0ANA" } } }
          : undefined,
    );
    address = here.slack.url;
    const paper = {
      name: "melding.pdf",
      type: "application/pdf",
      bytes: new Uint8Array([1]),
      alt: say("common:done"),
    };
    await here.workplace.give("U0ANA", paper, "nl");
    expect(here.slack.calls.find(({ method }) => method === "conversations.open")?.fields.users).toBe(
      "U0ANA",
    );
    const shared = here.slack.calls.find(({ method }) => method === "files.completeUploadExternal")?.fields;
    expect(shared?.channel_id).toBe("D0ANA");
    expect(shared?.thread_ts).toBeUndefined();
  });

  test("go into the thread of the card, with a description", async () => {
    let address = "";
    await using here = await town((call) => {
      if (call.method === "files.getUploadURLExternal")
        return { body: { ok: true, upload_url: `${address}/upload`, file_id: "F111" } };
      return undefined;
    });
    address = here.slack.url;
    const bytes = new Uint8Array([255, 216, 0, 10, 13]);
    expect(
      await here.workplace.upload(
        desk,
        { name: "foto-1.jpg", bytes, type: "image/jpeg", alt: say("town:helps") },
        "nl",
      ),
    ).toBe("F111");
    const [asked, sent, completed] = here.slack.calls;
    expect(asked?.fields).toMatchObject({ filename: "foto-1.jpg", length: "5", alt_txt: "Helpt dit?" });
    expect(sent?.method).toBe("/upload");
    expect([...(sent?.bytes ?? [])]).toEqual([...bytes]);
    expect(completed).toMatchObject({
      method: "files.completeUploadExternal",
      fields: { channel_id: "C0DESK", thread_ts: "17.0001" },
    });
    expect(JSON.parse(completed?.fields.files ?? "")).toEqual([{ id: "F111", title: "Helpt dit?" }]);
  });

  test("that Slack does not take are not said to be there", async () => {
    let address = "";
    await using here = await town((call) => {
      if (call.method === "files.getUploadURLExternal")
        return { body: { ok: true, upload_url: `${address}/upload`, file_id: "F111" } };
      return call.method === "/upload" ? { status: 500 } : undefined;
    });
    address = here.slack.url;
    const file = { name: "a.ogg", bytes: new Uint8Array([1]), type: "audio/ogg", alt: say("town:helps") };
    await expect(here.workplace.upload(desk, file, "nl")).rejects.toThrow("HTTP 500");
    expect(here.slack.calls).toHaveLength(2);
  });

  test("that a workspace does not allow are undeliverable, so that the card does not wait for them", async () => {
    await using here = await town(() => refuse("file_uploads_except_images_disabled"));
    const file = { name: "a.ogg", bytes: new Uint8Array([1]), type: "audio/ogg", alt: say("town:helps") };
    await expect(here.workplace.upload(desk, file, "nl")).rejects.toBeInstanceOf(Undeliverable);
  });

  test("and messages that are gone already are fine to take away again", async () => {
    await using here = await town((call) =>
      refuse(call.method === "files.delete" ? "file_deleted" : "message_not_found"),
    );
    await here.workplace.removeFile("F111");
    await here.workplace.removeMessage("C0DESK", "17.2");
    expect(here.slack.calls.map((call) => call.fields)).toMatchObject([
      { file: "F111" },
      { channel: "C0DESK", ts: "17.2" },
    ]);
  });

  test("that may not be taken away are loud", async () => {
    await using here = await town(() => refuse("cant_delete_file"));
    await expect(here.workplace.removeFile("F111")).rejects.toThrow("cant_delete_file");
  });
});

describe("a member", () => {
  test("is told something in a direct message", async () => {
    await using here = await town((call) =>
      call.method === "conversations.open" ? { body: { ok: true, channel: { id: "D0ANA" } } } : undefined,
    );
    await here.workplace.tell("U0ANA", say("town:helps"), "nl");
    expect(here.slack.calls.map((call) => [call.method, call.fields.users ?? call.fields.channel])).toEqual([
      ["conversations.open", "U0ANA"],
      ["chat.postMessage", "D0ANA"],
    ]);
  });

  test("is whispered to in a channel, or told in private where the app is no member", async () => {
    await using here = await town((call) => {
      if (call.method === "chat.postEphemeral") return refuse("not_in_channel");
      return call.method === "conversations.open"
        ? { body: { ok: true, channel: { id: "D0ANA" } } }
        : undefined;
    });
    await here.workplace.whisper("C0OTHER", "U0ANA", say("town:helps"), "nl");
    expect(here.slack.calls.map((call) => call.method)).toEqual([
      "chat.postEphemeral",
      "conversations.open",
      "chat.postMessage",
    ]);
  });

  test("is told in private when the channel is too busy for a remark, and every piece of it once", async () => {
    let remarks = 0;
    await using here = await town((call) => {
      if (call.method === "chat.postEphemeral" && ++remarks === 2)
        return { status: 429, headers: { "retry-after": "7" }, body: { ok: false, error: "ratelimited" } };
      return call.method === "conversations.open"
        ? { body: { ok: true, channel: { id: "D0ANA" } } }
        : undefined;
    });
    const long = say("town:label", { text: `${"Eerste zin. ".repeat(250)}\nEinde.` });
    await here.workplace.whisper("C0DESK1", "U0ANA", long, "nl");
    const said = here.slack.calls.filter((call) => call.method.startsWith("chat."));
    expect(said.map((call) => [call.method, call.fields.channel])).toEqual([
      ["chat.postEphemeral", "C0DESK1"],
      ["chat.postEphemeral", "C0DESK1"],
      ["chat.postMessage", "D0ANA"],
    ]);
    expect(said[2]?.fields.text).toContain("Einde.");
    expect(said[2]?.fields.text).toBe(said[1]?.fields.text);
  });

  test("sees a form and a start page", async () => {
    await using here = await town();
    await here.workplace.openForm("1.2.x", form(), "nl");
    await here.workplace.showHome("U0ANA", { title: say("town:status"), sections: [] }, "nl");
    expect(here.slack.calls.map((call) => [call.method, JSON.parse(call.fields.view ?? "").type])).toEqual([
      ["views.open", "modal"],
      ["views.publish", "home"],
    ]);
  });

  // https://docs.slack.dev/reference/methods/views.open
  test.each(["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"])(
    "somebody whose press opens no form any more (%s) is told so, and pressing again helps",
    async (reason) => {
      await using here = await town(() => refuse(reason));
      await expect(here.workplace.openForm("1.2.x", form(), "nl")).rejects.toBeInstanceOf(Undeliverable);
    },
  );
});

describe("a member's language", () => {
  test("is asked once an hour", async () => {
    let time = 0;
    await using here = await town(
      () => ({ body: { ok: true, user: { id: "U0ANA", locale: "en-GB" } } }),
      () => time,
    );
    expect(await here.workplace.language("U0ANA")).toBe("en");
    time = 59 * 60_000;
    expect(await here.workplace.language("U0ANA")).toBe("en");
    // Which workspace this is does not change: that is asked once, beside the first look.
    const asked = () => here.slack.calls.filter((one) => one.fields.user === "U0ANA");
    expect(asked()).toHaveLength(1);
    expect(asked()[0]?.fields).toMatchObject({ include_locale: "true" });
    expect(here.slack.calls).toHaveLength(2);
    time = 61 * 60_000;
    await here.workplace.language("U0ANA");
    expect(asked()).toHaveLength(2);
    expect(here.slack.calls).toHaveLength(3);
  });

  test("is the town's own while Slack does not say", async () => {
    await using here = await town(() => ({ status: 429, headers: { "retry-after": "9" }, body: {} }));
    expect(await here.workplace.language("U0ANA")).toBe("nl");
  });

  test("is English for who reads none of ours", () => {
    expect(spoken("nl-NL", ["nl", "en"], "nl")).toBe("nl");
    expect(spoken("pl-PL", ["nl", "en"], "nl")).toBe("en");
    expect(spoken("pl-PL", ["nl"], "nl")).toBe("nl");
    expect(spoken(undefined, ["nl", "en"], "nl")).toBe("nl");
  });
});
