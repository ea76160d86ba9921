import { describe, expect, test } from "vitest";
import type { Instant } from "../../../bot/core/calendar/time.ts";
import { whisper } from "../../../bot/core/decision.ts";
import { type Message, say } from "../../../bot/core/model/message.ts";
import { nothingSeen } from "../../../bot/core/needs.ts";
import type { AnyKind } from "../../../bot/core/processes/kind.ts";
import type { Step } from "../../../bot/core/processes/lifecycle.ts";
import { pressedByMember, sentByMember } from "../../../bot/core/processes/official-turns.ts";
import { newStage } from "../../../bot/core/processes/stage.ts";
import type { Context } from "../../../bot/core/turn.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { waterkant } from "../../support/waterkant.ts";
import { kinds } from "./robot/fixture-kinds.ts";

/** A form of the kernel can have lines, first values and objections that only its kind knows. */

const NOW: Instant = "2026-05-04T09:00:00.000Z";
const poll = kinds.get("poll");
if (!poll) throw new Error("there is no such kind");
const process = sampleProcess({
  instrument: "poll",
  state: newStage("counted", NOW),
  organiser: "U0OLA",
  entries: 1,
});

function contextAt(closed: boolean): Context {
  const desk = {
    id: process.desk,
    channel: "C0",
    name: { nl: "Team" },
    closed,
    onDuty: [],
    members: ["U0BOO"],
  };
  return {
    now: NOW,
    seed: "seed".padEnd(64, "0"),
    town: waterkant,
    office: { desks: [desk], admins: [], clerk: undefined },
    staff: { id: "U0OLA", roles: ["organiser"] },
    seen: { ...nothingSeen, process: { [process.id]: process }, member: { U0BOO: null, U0BOT: "bot" } },
  } as unknown as Context;
}

function withRow(step: Step, forms: AnyKind["forms"]): AnyKind {
  return {
    ...poll,
    table: { ...poll?.table, steps: { ...poll?.table.steps, sort: step } },
    forms,
  } as AnyKind;
}

const press = { instrument: "poll", version: 1, step: "card", option: "sort", ref: process.id };
const pressed = (kind: AnyKind, closed = false) =>
  pressedByMember(kind, { type: "chose", official: "U0OLA", press } as never, contextAt(closed));
const sent = (kind: AnyKind, values: Record<string, string>, seen?: string) =>
  sentByMember(
    kind,
    {
      type: "submitted",
      id: "sl:1",
      official: "U0OLA",
      form: { instrument: "poll", form: "sort", ref: process.id, ...(seen !== undefined && { seen }) },
      values,
    } as never,
    contextAt(false),
  );
const formIn = (decision: ReturnType<typeof pressed>) => {
  const effects = "needs" in decision ? [] : decision.effects;
  return effects.flatMap((one) => (one.do === "open" ? [one.form] : []))[0];
};

const plain: Step = { from: "counted", by: "organiser", tells: "organiser" };
const asking: Step = {
  from: "counted",
  by: "organiser",
  asks: { owner: "owner", day: "day" },
  tells: "organiser",
};

describe("an organiser", () => {
  test("confirms a step that asks nothing, below what she has to know", () => {
    const form = formIn(pressed(withRow(plain, { sort: { says: () => [say("common:yes")] } })));
    expect(form).toMatchObject({
      intro: [{ key: "common:yes" }],
      submit: { key: "officials:poll.act.sort" },
      fields: [],
    });
    expect(formIn(pressed(withRow(plain, {})))).toBeUndefined();
  });

  test("finds in a field what stood there, and reads below it what is wrong", () => {
    const kind = withRow(asking, {
      sort: {
        starts: () => ({ day: "2026-06-01" }),
        problems: (_s, { day }): Record<string, Message> =>
          day === "2026-06-01" ? { day: say("common:no") } : {},
      },
    });
    expect(formIn(pressed(kind))?.fields).toContainEqual(
      expect.objectContaining({ name: "day", value: "2026-06-01" }),
    );
    const again = formIn(sent(kind, { owner: "U0BOO", day: "2026-06-01" }));
    expect(again?.errors?.day?.key).toBe("common:no");
    expect(formIn(sent(kind, { owner: "U0BOO", day: "2026-06-02" }))).toBeUndefined();
  });

  test("sees what people will read of a step that nobody is told of at once, before she takes it by its name", () => {
    const preview = () => ({ lines: [say("common:yes")] });
    const kind = withRow(asking, { sort: { preview } });
    expect(formIn(pressed(kind))?.submit.key).toBe("officials:see");
    const form = formIn(sent(kind, { owner: "U0BOO", day: "2026-06-02" }));
    expect(form?.preview?.screen.lines).toEqual([say("common:yes")]);
    expect(form?.submit.key).toBe("officials:poll.act.sort");
  });

  test("picks in a form of its kind the items that a step is about, and nothing else is read for it", () => {
    const each: Step = { ...plain, forEach: "points" };
    const opened = pressed(
      withRow(each, { sort: { own: { fields: () => [], read: () => ({ filled: {}, errors: {} }) } } }),
    );
    expect(formIn(opened)?.id.form).toBe("sort");
    expect("needs" in pressed(withRow(each, {}))).toBe(true);
  });

  test("fills in the fields of its kind, and reads at them what is wrong", async () => {
    const field = { kind: "text", name: "size", label: say("common:yes") } as const;
    const kind = withRow(asking, {
      sort: {
        submit: "common:no",
        own: {
          fields: () => [field],
          read: (_s, { size }) => {
            const errors: Record<string, Message> = size === "3" ? {} : { size: say("common:no") };
            return { filled: { size: Number(size) }, errors };
          },
        },
        does: (_s, filled) => whisper(say("common:as_is", { text: JSON.stringify(filled) })),
      },
    });
    expect(formIn(pressed(kind))).toMatchObject({ fields: [field], submit: { key: "common:no" } });
    expect(formIn(sent(kind, { size: "4" }))?.errors?.size?.key).toBe("common:no");
    expect(sent(kind, { size: "3" })).toEqual(whisper(say("common:as_is", { text: '{"size":3}' })));
  });

  test("leaves a choice open where her table says so, and nowhere else", () => {
    const choosing = (ask: readonly string[]) => withRow({ ...plain, asks: { pick: ask } }, {});
    const may = choosing(["one", "two", ""]);
    expect(formIn(pressed(may))?.fields[0]).toMatchObject({
      optional: true,
      options: [{ value: "one" }, { value: "two" }],
    });
    expect(formIn(sent(may, {}))).toBeUndefined();
    expect(formIn(sent(choosing(["one", "two"]), {}))?.errors?.pick?.key).toBe("officials:error.required");
  });

  test("sees from the first what people will read whatever she fills in", () => {
    const kind = withRow(
      { ...asking, tells: "participants" },
      {
        sort: { shows: () => ({ lines: [say("common:yes")] }) },
      },
    );
    const form = formIn(pressed(kind));
    expect(form?.preview?.screen.lines).toEqual([say("common:yes")]);
    expect(form?.submit.key).toBe("officials:send");
    expect(formIn(sent(kind, { owner: "U0BOO", day: "2026-06-02" }))).toBeUndefined();
  });

  test("does not send what somebody else changed meanwhile: she sees it anew, or what she filled in", () => {
    const about = () => "as it is now";
    const fresh = withRow(plain, { sort: { about, says: () => [say("common:yes")] } });
    expect(formIn(pressed(fresh))?.id.seen).toBe("as it is now");
    expect(formIn(sent(fresh, {}, "as it was"))).toMatchObject({ id: { seen: "as it is now" } });
    expect(formIn(sent(fresh, {}, "as it is now"))).toBeUndefined();
    const kept = withRow(asking, { sort: { about, changed: { day: "common:no" } } });
    const again = formIn(sent(kept, { owner: "U0BOO", day: "2026-06-02" }, "as it was"));
    expect(again?.errors?.day?.key).toBe("common:no");
    expect(again?.fields).toContainEqual(expect.objectContaining({ name: "day", value: "2026-06-02" }));
  });

  test("reads first what her kind has to say about her button", () => {
    const kind = withRow(asking, { sort: { opens: () => whisper(say("common:no")) } });
    expect(pressed(kind)).toEqual(whisper(say("common:no")));
  });

  test("gives nothing to keep to a bot or a guest", () => {
    const again = formIn(sent(withRow(asking, {}), { owner: "U0BOT", day: "2026-06-02" }));
    expect(again?.errors?.owner?.key).toBe("officials:error.outsider.bot");
  });

  test("of another team fills in only what shows nothing that residents wrote", () => {
    expect(formIn(pressed(withRow(asking, {}), true))).toBeUndefined();
    expect(formIn(pressed(withRow(asking, { sort: { plain: true } }), true))).toBeDefined();
  });
});
