import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Field } from "../../bot/core/model/card.ts";
import { say } from "../../bot/core/model/message.ts";
import { OverLimit } from "../../bot/slack/limits.ts";
import { formErrors, modalView } from "../../bot/slack/modal.ts";
import { submissionResponse, suggestionResponse } from "../../bot/slack/responses.ts";
import { form, press, words } from "./invented.ts";

const label = (text: string) => say("town:label", { text });
const option = (value: string) => ({ value, label: label(value) });
const inputs = (fields: readonly Field[]) =>
  modalView(form({ fields }), words, "nl").blocks.filter((block) => block.type === "input");

describe("fields", () => {
  test("of every kind come out as Slack has them, with what was filled in before", () => {
    const fields: Field[] = [
      {
        name: "text",
        label: label("Antwoord"),
        hint: label("Kort"),
        kind: "text",
        long: true,
        value: "Vrijdag",
        max: 500,
      },
      { name: "day", label: label("Dag"), kind: "day", value: "2026-05-08", optional: true },
      {
        name: "outcome",
        label: label("Uitkomst"),
        kind: "choice",
        options: [option("planned"), option("no")],
        value: "no",
      },
      {
        name: "topics",
        label: label("Onderwerp"),
        kind: "choices",
        options: [option("light"), option("road")],
        value: ["road"],
      },
      {
        name: "many",
        label: label("Wijken"),
        kind: "choices",
        options: Array.from({ length: 11 }, (_, index) => option(`w${index}`)),
      },
      { name: "same", label: label("Zelfde als"), kind: "search" },
      { name: "lead", label: label("Wie"), kind: "member", value: "U0ANA" },
      { name: "duty", label: label("Dienst"), kind: "members", value: [] },
    ];
    expect(inputs(fields)).toMatchObject([
      {
        block_id: "text",
        optional: false,
        hint: { text: "Kort" },
        element: { type: "plain_text_input", multiline: true, initial_value: "Vrijdag", max_length: 500 },
      },
      { block_id: "day", optional: true, element: { type: "datepicker", initial_date: "2026-05-08" } },
      { block_id: "outcome", element: { type: "static_select", initial_option: { value: "no" } } },
      { block_id: "topics", element: { type: "checkboxes", initial_options: [{ value: "road" }] } },
      { block_id: "many", element: { type: "multi_static_select" } },
      { block_id: "same", element: { type: "external_select" } },
      { block_id: "lead", element: { type: "users_select", initial_user: "U0ANA" } },
      { block_id: "duty", element: { type: "multi_users_select" } },
    ]);
    expect(JSON.stringify(inputs(fields))).not.toContain("initial_users");
  });

  test("keep their names when the preview comes, so that Slack keeps what was typed", () => {
    const plainForm = form();
    const withPreview = form({ preview: { screen: { lines: [say("town:helps")] }, language: "nl" } });
    const names = (one: typeof plainForm) =>
      modalView(one, words, "nl").blocks.flatMap((block) =>
        block.type === "input" && "element" in block ? [[block.block_id, block.element.action_id]] : [],
      );
    expect(names(withPreview)).toEqual(names(plainForm));
  });

  test("with more options than Slack shows are a mistake that names the field's place", () => {
    const fields: Field[] = [
      {
        name: "street",
        label: label("Straat"),
        kind: "choice",
        options: Array.from({ length: 101 }, (_, index) => option(`${index}`)),
      },
    ];
    expect(() => inputs(fields)).toThrow(OverLimit);
    expect(() => inputs(fields)).toThrow(/blocks\.0\.element\.options: .*100/);
  });

  test("with nothing to choose from are left out", () => {
    const fields: Field[] = [
      { name: "wijken", label: label("Wijken"), kind: "choices", options: [] },
      { name: "day", label: label("Dag"), kind: "day" },
    ];
    expect(inputs(fields).map((block) => block.block_id)).toEqual(["day"]);
    expect(formErrors({ fields, errors: { wijken: say("town:wrong") } }, words, "nl")).toEqual({
      day: "Kies een dag na vandaag.",
    });
  });

  test("and titles stay within Slack's limits, whatever was typed before", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 5000, size: "max" }),
        fc.integer({ min: 1, max: 9000 }),
        (text, max) => {
          const one = form({
            title: say("town:said", { words: text }),
            intro: [say("town:said", { words: text })],
            fields: [{ name: "text", label: label(text), hint: label(text), kind: "text", value: text, max }],
            preview: {
              screen: { lines: [say("town:reply", { words: text })] },
              language: "ar",
              advice: [label(text)],
            },
          });
          modalView(one, words, "nl");
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("the preview", () => {
  const screen = {
    lines: [say("town:reply", { words: "<b>Friday</b> & later :smile:" }), say("town:helps")],
    choices: [[{ label: say("town:helps"), press: press("yes") }]],
    media: [{ kind: "photo" as const, stored: "m/1" }],
  };

  test("shows exactly what the resident will read, in the language she reads", () => {
    const view = modalView(
      form({ preview: { screen, language: "ar", advice: [say("town:wrong")] } }),
      words,
      "nl",
    );
    const text = `${words.render(say("town:reply", { words: "<b>Friday</b> & later :smile:" }), "ar")}\n\nهل يساعدك هذا؟`;
    expect(view.blocks).toContainEqual({ type: "section", text: { type: "plain_text", text, emoji: false } });
    expect(view.blocks).toContainEqual({
      type: "header",
      text: { type: "plain_text", text: "Dit leest de inwoner (Arabisch)", emoji: false },
    });
    expect(JSON.stringify(view.blocks)).toContain("Knop: هل يساعدك هذا؟\\nMet 1 foto of opname.");
    expect(view.blocks.at(-1)).toMatchObject({ text: { text: "Kies een dag na vandaag." } });
  });

  test("travels with the form by its fingerprint only", () => {
    const id = { instrument: "issue", form: "answer", ref: "48210937", seen: "f00d" };
    expect(modalView(form({ id }), words, "nl").private_metadata).toBe(JSON.stringify(id));
  });
});

describe("answering a form", () => {
  test("closes it", () => {
    expect(submissionResponse("clear", words, "nl")).toEqual({ response_action: "clear" });
  });

  test("shows the preview in the same window", () => {
    expect(submissionResponse({ form: form() }, words, "nl")).toMatchObject({
      response_action: "update",
      view: { type: "modal" },
    });
  });

  test("says at the field what is wrong, and elsewhere at the first field", () => {
    const wrong = form({ errors: { text: say("town:wrong") } });
    expect(submissionResponse({ form: wrong }, words, "nl")).toEqual({
      response_action: "errors",
      errors: { text: "Kies een dag na vandaag." },
    });
    expect(formErrors(form({ errors: { gone: say("town:helps") } }), words, "nl")).toEqual({
      text: "Helpt dit?",
    });
    expect(formErrors(form(), words, "nl")).toBeUndefined();
    expect(submissionResponse({ errors: { day: say("town:wrong") } }, words, "nl")).toMatchObject({
      errors: { day: "Kies een dag na vandaag." },
    });
  });

  test("finds at most a hundred", () => {
    const found = suggestionResponse(
      Array.from({ length: 130 }, (_, index) => option(`${index}`)),
      words,
      "nl",
    );
    expect(found.options).toHaveLength(100);
    expect(suggestionResponse([], words, "nl")).toEqual({ options: [] });
  });
});
