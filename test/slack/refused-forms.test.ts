import { describe, expect, test } from "vitest";
import type { FormRef } from "../../bot/core/model/input.ts";
import type { Response } from "../../bot/runtime/http-request.ts";
import { readInteraction } from "../../bot/slack/inbound.ts";
import { handlePayload } from "../../bot/slack/webhook.ts";
import { filledIn, type Scene, scene } from "../instruments/issue/people.ts";
import { collecting, looksAt, tells } from "../instruments/manifesto/people.ts";
import { drafted, acts as surveyActs } from "../instruments/survey/people.ts";
import { BO, withEveryRole } from "../support/staff.ts";
import type { TestTown } from "../support/town.ts";
import { words } from "../support/words.ts";

/** Two people fill in a form at once: the second keeps what she typed, and reads what the first one did. */

/** A form is submitted as Slack does it. @returns what Slack is told to do with the window */
async function handsIn(
  town: TestTown,
  member: string,
  form: FormRef,
  values: Readonly<Record<string, string>>,
): Promise<{ response_action?: string; errors?: Record<string, string> }> {
  const payload = {
    type: "view_submission",
    user: { id: member },
    trigger_id: "1.2.3",
    view: {
      id: `V${form.form}${member}`,
      hash: "h1",
      type: "modal",
      private_metadata: JSON.stringify(form),
      state: {
        values: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            name,
            { text: { type: "plain_text_input", value } },
          ]),
        ),
      },
    },
  };
  const response: Response = await handlePayload(readInteraction(payload, town.now), "", {
    app: town.app,
    workplace: town.ports.workplace,
    words,
    log: town.ports.log,
    now: () => town.now,
  });
  await town.settle();
  return JSON.parse(response.body ?? "{}") as { response_action?: string; errors?: Record<string, string> };
}

async function both({ town, bo, id }: Scene, act: string) {
  const second = await withEveryRole(town, "U0TWO");
  await bo.press(id, act);
  await second.press(id, act);
  return second;
}

describe("two answer the same report", () => {
  test("the second keeps her text in the open form, and reads what the first one wrote", async () => {
    const here = await scene();
    const { town, sam, bo } = here;
    const second = await both(here, "answer");
    await bo.submit(filledIn.answer);
    const seen = bo.form?.id;
    const hers = { reason: "De lamp komt volgende week.", outcome: "done" };
    await second.submit(hers);
    const mine = second.form?.id;
    if (!seen || !mine) throw new Error("no preview");
    expect(await handsIn(town, BO, seen, filledIn.answer ?? {})).toEqual({ response_action: "clear" });
    const heard = sam.heard.length;
    const told = town.told.length;
    const answer = await handsIn(town, "U0TWO", mine, hers);
    expect(answer.response_action).toBe("errors");
    expect(Object.keys(answer.errors ?? {})).toEqual(["reason"]);
    expect(answer.errors?.reason).toContain("Een collega was eerder");
    expect(answer.errors?.reason).toContain("“De lamp doet het weer.”");
    expect(answer.errors?.reason).toContain("Jouw tekst is niet verstuurd");
    // It is said at the field, and not once more in private; nothing comes to Sam.
    expect(town.told).toHaveLength(told);
    expect(sam.heard).toHaveLength(heard);
  });

  test("at the very same moment one of them is first, and the other keeps hers", async () => {
    const here = await scene();
    const { town, bo, id } = here;
    const second = await both(here, "answer");
    await bo.submit(filledIn.answer);
    await second.submit(filledIn.answer);
    const [one, other] = [bo.form?.id, second.form?.id];
    if (!one || !other) throw new Error("no preview");
    const answers = await Promise.all([
      handsIn(town, BO, one, filledIn.answer ?? {}),
      handsIn(town, "U0TWO", other, filledIn.answer ?? {}),
    ]);
    expect(answers.map((each) => each.response_action).sort()).toEqual(["clear", "errors"]);
    const entries = await town.store.history(id);
    expect(entries.filter(({ event }) => event === "answer")).toHaveLength(1);
  });

  test.each(["ask", "plan", "forward", "decline"])("%s, when it was answered meanwhile", async (act) => {
    const here = await scene();
    const { town, bo, id } = here;
    const second = await both(here, act);
    await bo.acts(id, "answer", filledIn.answer);
    const form = { ...(second.form?.id ?? { instrument: "issue", form: act, ref: id }) };
    const answer = await handsIn(town, "U0TWO", form, filledIn[act] ?? {});
    expect(answer.response_action).toBe("errors");
    expect(Object.values(answer.errors ?? {})[0]).toContain("Een collega was eerder");
  });
});

test("two look at a topic: who is second keeps the reason that she typed", async () => {
  const { town, sam, bo } = await collecting();
  const topic = await tells(sam, "Meer bankjes");
  const second = await withEveryRole(town, "U0TWO");
  await second.does({
    type: "chose",
    press: { instrument: "manifesto", version: 1, step: "topic", option: "refuse", ref: topic },
  });
  const form = second.form?.id;
  if (!form) throw new Error("no form");
  await looksAt(bo, topic, "publish");
  const answer = await handsIn(town, "U0TWO", form, { reason: "Dit is al gezegd.", why: "double" });
  expect(answer.response_action).toBe("errors");
  expect(Object.keys(answer.errors ?? {})).toEqual(["reason"]);
});

test("a survey that a colleague approved meanwhile: what was typed about it stays", async () => {
  const scene = await drafted();
  const { town, bo, ola, id } = scene;
  await surveyActs(ola, scene, "propose");
  const press = { instrument: "survey", version: 1, step: "card", option: "sendBack", ref: id };
  await bo.does({ type: "chose", press });
  const form = bo.form?.id;
  if (!form) throw new Error("no form");
  await surveyActs(await withEveryRole(town, "U0TWO"), scene, "approve");
  const answer = await handsIn(town, BO, form, { why: "Vraag 2 is niet duidelijk." });
  expect(answer.response_action).toBe("errors");
});

test("a form in which nothing is typed closes, and it is said in private", async () => {
  const here = await scene();
  const { town, bo, id } = here;
  const second = await both(here, "claim");
  const form = second.form?.id;
  if (!form) throw new Error("no form");
  await bo.acts(id, "answer", filledIn.answer);
  expect(await handsIn(town, "U0TWO", form, {})).toEqual({ response_action: "clear" });
  expect(town.told.at(-1)?.member).toBe("U0TWO");
});

test("what was done closes its form, also when something is said about it", async () => {
  const { town } = await scene();
  const ana = town.official("U0ANA");
  await ana.command("rollen");
  const form = ana.form?.id;
  if (!form) throw new Error("no form");
  const submit = () =>
    handlePayload(
      readInteraction(
        {
          type: "view_submission",
          user: { id: "U0ANA" },
          view: {
            id: "V1",
            hash: "h1",
            type: "modal",
            private_metadata: JSON.stringify(form),
            state: {
              values: {
                member: { member: { type: "users_select", selected_user: BO } },
                roles: {
                  choices: { type: "checkboxes", selected_options: [{ value: "official" }] },
                },
              },
            },
          },
        },
        town.now,
      ),
      "",
      { app: town.app, workplace: town.ports.workplace, words, log: town.ports.log, now: () => town.now },
    );
  for (let time = 0; time < 2; time++)
    expect(JSON.parse((await submit()).body ?? "{}")).toEqual({ response_action: "clear" });
});
