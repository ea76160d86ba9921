import { beforeEach, describe, expect, test } from "vitest";
import { after, MINUTE } from "../../../bot/core/calendar/time.ts";
import type { Contribution } from "../../../bot/core/model/contribution.ts";
import { linkKinds, writeLink } from "../../../bot/core/model/deep-link.ts";
import { actNames } from "../../../bot/core/model/official-acts.ts";
import type { Process } from "../../../bot/core/model/process.ts";
import { sampleProcess } from "../../support/sample-process.ts";
import { withEveryRole } from "../../support/staff.ts";
import { createTestTown, type TestOfficial, type TestResident, type TestTown } from "../../support/town.ts";

/**
 * A button or a form brings a number back, and that can be any number: a report's where a topic's belongs, a survey's
 * where a manifesto's belongs. Anybody who does that is told so kindly, and nothing changes.
 */

const instruments = ["issue", "manifesto", "survey"] as const;
type Instrument = (typeof instruments)[number];

const CODE = "0123456789ab";
const NONE = "48219999";
const numbers = {
  issue: ["48210000"],
  manifesto: ["48211000", "P1000001"],
  survey: ["48212000", "P1000002"],
} as const satisfies Record<Instrument, readonly string[]>;

/** The numbers of everything else, and one that nothing has. */
const ofOthers = (name: Instrument): readonly string[] => [
  ...instruments.filter((one) => one !== name).flatMap((one) => numbers[one]),
  NONE,
  "P9999999",
];

let town: TestTown;
let sam: TestResident;
let bo: TestOfficial;

/** A town with one of everything, all of it Sam's where it belongs to anybody. */
beforeEach(async () => {
  town = createTestTown();
  bo = await withEveryRole(town, "U0ALL");
  sam = town.resident("sam");
  const report = await town.store.contribution(await sam.raises("De bak is vol"));
  if (!report) throw new Error("nothing was told");
  const since = town.now;
  const base = { ...report, version: 1 };
  const made: (Contribution | Process)[] = [
    { ...base, id: numbers.issue[0] },
    {
      ...base,
      id: numbers.manifesto[0],
      instrument: "manifesto",
      state: {
        process: numbers.manifesto[1],
        words: "Chillen",
        media: [],
        language: "nl",
        status: { at: "proposed" },
      },
    },
    {
      ...base,
      id: numbers.survey[0],
      instrument: "survey",
      state: { process: numbers.survey[1], question: "q1", voter: "abc", media: [] },
    },
    sampleProcess({
      id: numbers.manifesto[1],
      state: {
        at: "collecting",
        since,
        from: 16,
        to: 27,
        least: 3,
        most: 4,
        invitation: CODE,
        groupInvitation: CODE,
        core: [],
        motions: 0,
        items: [],
      },
    }),
    sampleProcess({
      id: numbers.survey[1],
      instrument: "survey",
      state: {
        at: "open",
        since,
        template: "own",
        definition: {
          questions: [{ id: "q1", kind: "word", ask: { nl: "In een woord?", en: "In one word?" } }],
        },
        edition: 1,
        opensOn: "2026-05-04",
        closesOn: "2026-05-18",
        code: CODE,
      },
    }),
  ];
  for (const one of made) await town.store.commit([{ put: one, expect: "new" }]);
});

/** Everything about people and towns except the conversation itself. */
const kept = () =>
  JSON.stringify(
    town.store
      .images()
      .filter((image) =>
        /"(contribution|process|entry|ballot|response|broadcast)"/.test(JSON.stringify(image.row)),
      ),
  );

/** What a resident's buttons can say, by step. */
const steps: Readonly<Record<Instrument, Readonly<Record<string, readonly string[]>>>> = {
  issue: {
    own: ["reply", "add", "withdraw", "withdraw_yes", "keep", "helps", "not_yet", "clear", "question"],
    pause: ["object"],
  },
  manifesto: {
    own: ["withdraw", "withdraw_yes", "keep", "apart"],
    opinion: ["for", "against"],
    reason: ["for", "against"],
    join: [CODE, "yes", "no"],
    motion: ["yes0", "no0", "1+"],
    receipt: ["start"],
    age: ["18_20"],
    topic: ["start"],
    group: ["topic", "votes"],
    mine: ["ballot"],
    ballot: ["0"],
    answers: ["0"],
    paper: ["get"],
    dispute: ["1"],
    see: ["0"],
    vote: ["1+"],
    show: ["0"],
    vote2: ["1+"],
    show2: ["0"],
    age_0: ["18_20"],
  },
  survey: {
    start: ["go"],
    group: ["start"],
    age: ["18_20"],
    show: ["0"],
    after: ["q1"],
    help: ["yes", "no"],
    results: ["0"],
    "q.q1": ["a", "skip"],
  },
};

describe.each(instruments)("a resident presses a button of %s", (instrument) => {
  const presses = Object.entries(steps[instrument]).flatMap(([step, options]) =>
    options.map((option) => [step, option] as const),
  );
  test.each(presses)("%s %s, with the number of something else", async (step, option) => {
    const before = kept();
    for (const ref of ofOthers(instrument)) {
      town.comesTo(after(town.now, MINUTE));
      const heard = sam.heard.length;
      await sam.does({ type: "chose", press: { instrument, version: 1, step, option, ref } });
      expect(sam.heard.length, ref).toBeGreaterThan(heard);
      expect((await sam.lane)?.dialogue, ref).toBeUndefined();
    }
    expect(kept()).toBe(before);
  });
});

/** What belongs to no instrument: the list of what can be done, words waiting for a place, news. */
const common = [
  ["process", "decides"],
  ["process", "show"],
  ["process", "0"],
  ["show", "one"],
  ["held", "answer"],
  ["news", "send"],
  ["pause", "object"],
  ["stop", "all"],
] as const;

test.each(common)("a resident presses %s %s, with the number of anything at all", async (step, option) => {
  const before = kept();
  for (const ref of [...instruments.flatMap((one) => numbers[one]), NONE, "P9999999"]) {
    town.comesTo(after(town.now, MINUTE));
    const heard = sam.heard.length;
    await sam.does({ type: "chose", press: { instrument: "core", version: 1, step, option, ref } });
    await sam.does({ type: "chose", press: { instrument: "core", version: 1, step, option: ref } });
    expect(sam.heard.length, ref).toBeGreaterThan(heard);
  }
  expect(kept()).toBe(before);
});

test.each(["send", "discard", "stop", "again"])(
  "a colleague presses %s of news, with any number",
  async (option) => {
    const before = kept();
    for (const ref of [...instruments.flatMap((one) => numbers[one]), NONE]) {
      const told = bo.told.length;
      await bo.does({ type: "chose", press: { instrument: "core", version: 1, step: "news", option, ref } });
      expect(bo.told.length, ref).toBeGreaterThan(told);
    }
    expect(kept()).toBe(before);
  },
);

test("what is chosen in a form to merge with is a report, whatever number comes back", async () => {
  const before = kept();
  for (const into of [...ofOthers("issue"), numbers.issue[0]]) {
    await bo.press(numbers.issue[0], "merge");
    await bo.submit({ into });
    expect(bo.form?.errors, into).toBeDefined();
  }
  expect(kept()).toBe(before);
});

test.each(linkKinds)(
  "a link of the kind %s to what is something else leads nowhere, and says so",
  async (kind) => {
    const before = kept();
    const others = ofOthers(kind.startsWith("survey") ? "survey" : "manifesto").filter((one) =>
      one.startsWith("P"),
    );
    for (const ref of others) {
      await sam.commands("start", writeLink({ kind, id: ref, code: CODE }));
      expect(sam.lastText, ref).toBeTruthy();
      expect((await sam.lane)?.dialogue).toBeUndefined();
    }
    expect(kept()).toBe(before);
  },
);

/** Begun with a command: their forms are about no number that comes back with them. */
const aboutNone: readonly string[] = ["issue.raise", "issue.lookUp"];

describe.each(instruments)("a colleague does something of %s", (instrument) => {
  const acts = actNames.flatMap((one) =>
    one.startsWith(`${instrument}.`) && !aboutNone.includes(one) ? [one.split(".")[1] ?? ""] : [],
  );
  test.each(acts)("%s, with the number of something else", async (act) => {
    const before = kept();
    for (const ref of ofOthers(instrument)) {
      for (const step of ["card", "topic", "spoken", "staff"]) {
        await bo.does({ type: "chose", press: { instrument, version: 1, step, option: act, ref } });
        expect(bo.form, `${step} ${ref}`).toBeUndefined();
      }
      if (act === "open") continue;
      for (const seen of [undefined, "seen"]) {
        const told = bo.told.length;
        await bo.does({
          type: "submitted",
          form: { instrument, form: act, ref, seen },
          values: { item: "1", act: "answer", reason: "Daarom", words: "Iets" },
        });
        expect(bo.form, ref).toBeUndefined();
        if (act !== "results" && act !== "show") expect(bo.told.length, ref).toBeGreaterThan(told);
      }
    }
    expect(kept()).toBe(before);
  });
});

describe("looking for a report to merge with", () => {
  test("finds reports, while other things wait at the desk", async () => {
    await bo.press(numbers.issue[0], "merge");
    for (const looked of ["bak", "Chillen", "", numbers.manifesto[0], numbers.survey[0]]) {
      await bo.searches(looked);
      const found = bo.found.map(({ value }) => value);
      for (const other of [...numbers.manifesto, ...numbers.survey]) expect(found).not.toContain(other);
    }
    await bo.searches("bak");
    expect(bo.found).toHaveLength(1);
  });

  test.each([
    ["another form", { form: "answer", ref: numbers.issue[0] }, "into"],
    ["another field", { form: "merge", ref: numbers.issue[0] }, "reason"],
    ["the start page", { form: "overview", ref: numbers.issue[0] }, "into"],
    ["a topic", { form: "merge", ref: numbers.manifesto[0] }, "into"],
    ["a photo in a survey", { form: "merge", ref: numbers.survey[0] }, "into"],
    ["nothing", { form: "merge", ref: NONE }, "into"],
  ])("for %s, nothing is found", async (_of, form, field) => {
    for (const looked of ["bak", numbers.issue[0]]) {
      await bo.does({ type: "searched", form: { instrument: "issue", ...form }, field, words: looked });
      expect(bo.found).toEqual([]);
    }
  });
});
