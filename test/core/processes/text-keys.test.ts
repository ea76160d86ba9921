import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Lifecycle } from "../../../bot/core/processes/lifecycle.ts";
import { textKeysOf } from "../../../bot/core/processes/text-keys.ts";
import { actionPlan } from "./lifecycles/action-plan.ts";
import { accord, peerReview } from "./lifecycles/advice.ts";
import { assembly } from "./lifecycles/assembly.ts";
import { budgetMonitoring } from "./lifecycles/budgets.ts";
import { challenge } from "./lifecycles/challenge.ts";
import { commitment } from "./lifecycles/council.ts";
import { mediation, supportMatch } from "./lifecycles/help.ts";
import { all } from "./lifecycles/index.ts";
import { experiment } from "./lifecycles/learning.ts";
import { manifesto } from "./lifecycles/manifesto.ts";
import { poll } from "./lifecycles/poll.ts";
import { survey } from "./lifecycles/survey.ts";
import { walk } from "./lifecycles/walk.ts";

/** What people read about a process is named after its table: nobody writes a list of keys by hand. */

const keysOf = (table: Lifecycle) => textKeysOf(table).map(({ key }) => key);
const under = (table: Lifecycle, prefix: string) =>
  keysOf(table).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));

test("a poll needs these texts and no other", () => {
  expect(keysOf(poll)).toEqual([
    "poll:at.open",
    "poll:at.counted",
    "poll:at.closed",
    "common:process.at.forced",
    "poll:tells.begin",
    "poll:tells.remind",
    "poll:tells.count",
    "poll:tells.answer",
    "poll:not.choosable",
    "poll:owed.answer",
    "officials:poll.name",
    "officials:poll.title",
    "officials:poll.intro",
    "officials:poll.command",
    "officials:poll.at.open",
    "officials:poll.at.counted",
    "officials:poll.at.closed",
    "officials:poll.act.begin",
    "officials:poll.act.answer",
    "officials:poll.about.answer",
    "officials:poll.field.begin.options",
    "officials:poll.field.begin.voteUntil",
    "officials:poll.field.answer.answer",
    "officials:poll.tells.count",
    "officials:poll.thread.remind",
    "officials:poll.thread.count",
    "officials:poll.thread.answer",
    "officials:poll.owed.answer",
  ]);
});

describe("a resident reads", () => {
  test("where it stands, but not while it is hidden from her", () => {
    expect(under(survey, "survey:at.")).not.toContain("draft");
    expect(under(survey, "survey:at.")).toContain("open");
    expect(under(survey, "officials:survey.at.")).toContain("draft");
  });

  test("that it was ended early only where somebody can end it", () => {
    expect(keysOf(walk)).toContain("common:process.at.forced");
    expect(keysOf(commitment)).not.toContain("common:process.at.forced");
  });

  test("a button and questions for what she can do", () => {
    expect(under(walk, "walk:do.")).toContain("signUp");
    expect(under(walk, "walk:ask.")).toContain("askAgain.reason");
    expect(under(walk, "walk:do.")).not.toContain("tellBack");
  });

  test("a question for each field of a list", () => {
    expect(under(budgetMonitoring, "budget-monitoring:ask.shift.")).toEqual([
      "shifts.from",
      "shifts.to",
      "shifts.amount",
      "shifts.reason",
    ]);
  });

  test("no question of its own for what she is asked everywhere, or not asked at all", () => {
    expect(under(actionPlan, "action-plan:ask.addAction.")).toEqual(["what", "due", "needs"]);
    expect(under(challenge, "challenge:ask.supplement.")).toEqual(["words"]);
    expect(under(assembly, "assembly:ask.signUp.")).toEqual([]);
  });

  test("the options that she chooses from and those that she hears of", () => {
    expect(under(challenge, "challenge:choice.outcome.")).toEqual(["granted", "partly", "refused"]);
    expect(under(challenge, "challenge:choice.holds.")).toEqual([]);
    expect(under(challenge, "officials:challenge.choice.holds.")).toEqual(["yes", "no", "unknown"]);
  });

  test("what she is asked to agree to", () => {
    expect(under(manifesto, "manifesto:asks.")).toContain("agree");
    expect(under(manifesto, "manifesto:asks.")).not.toContain("handOver");
    expect(under(peerReview, "peer-review:asks.")).toEqual([]);
  });

  test("what she brings in", () => {
    expect(under(walk, "walk:item.")).toEqual(["observation.start", "observation.ask", "observation.see"]);
    expect(keysOf(walk)).toContain("walk:name");
    expect(keysOf(poll)).not.toContain("poll:name");
  });

  test("what the owner hears, where one of the core group can be the owner", () => {
    expect(under(commitment, "commitment:tells.")).toContain("begin");
    expect(under(supportMatch, "support-match:tells.")).not.toContain("again");
    expect(under(supportMatch, "support-match:asks.")).toEqual([]);
  });

  test("why she cannot now, in shared words where the kernel refuses", () => {
    expect(keysOf(accord)).not.toContain("common:process.not.promisesSettled");
    expect(keysOf(walk)).toContain("common:process.not.promisesSettled");
    expect(under(walk, "walk:not.")).toEqual(["routeSet", "seatLeft"]);
  });

  test("nothing for a guard that only the clock meets", () => {
    expect(under(manifesto, "manifesto:not.")).not.toContain("lastRound");
    expect(under(manifesto, "manifesto:not.")).toContain("allWritten");
  });
});

describe("an official reads", () => {
  test("a title when somebody of the municipality can begin it", () => {
    expect(keysOf(walk)).toContain("officials:walk.title");
    expect(keysOf(challenge)).not.toContain("officials:challenge.title");
  });

  test("a button also for what she only confirms", () => {
    expect(under(assembly, "officials:assembly.act.")).toContain("drawSecond");
    expect(under(supportMatch, "officials:support-match.act.")).toContain("accept");
  });

  test("a label for each field, and for each field of a list of several", () => {
    const labels = under(challenge, "officials:challenge.field.sign.");
    expect(labels).toEqual(["promises.what", "promises.owner", "promises.due"]);
    expect(under(walk, "officials:walk.field.begin.")).toContain("themes");
    expect(under(walk, "officials:walk.field.begin.")).not.toContain("themes.theme");
  });

  test("no label for a photo, which no form takes", () => {
    expect(under(experiment, "officials:experiment.field.log.")).toEqual(["words"]);
    expect(under(walk, "officials:walk.field.begin.checkpoints.")).toEqual(["name", "place"]);
  });

  test("what she hears, and what is owed in a phrase", () => {
    expect(under(mediation, "officials:mediation.tells.")).toEqual(["begin"]);
    expect(under(mediation, "officials:mediation.owed.")).toEqual(["bothAgree", "appoint", "conclude"]);
    expect(under(mediation, "mediation:owed.")).toEqual(["bothAgree", "appoint", "conclude"]);
  });

  test("one line in the thread for each row, but the one that begins it: the card comes at that moment", () => {
    const { begin: _, ...later } = mediation.steps;
    expect(under(mediation, "officials:mediation.thread.")).toEqual(Object.keys(later));
  });
});

test("rows that every process has are told in words that all share", () => {
  expect(keysOf(poll).filter((key) => /\.(edit|warn|late|postpone|skip|forceEnd)\b/.test(key))).toEqual([]);
});

test("a row that every process has keeps its words where a table says itself when it can be taken", () => {
  const edit = { from: "open", by: "organiser", tells: "participants" } as const;
  const table: Lifecycle = { ...poll, steps: { ...poll.steps, edit } };
  expect(keysOf(table)).toEqual(keysOf(poll));
});

test("a table whose forms are its own needs no texts for forms of the kernel", () => {
  const without = keysOf({ ...poll, forms: "own" });
  expect(keysOf(poll).filter((key) => !without.includes(key))).toEqual([
    "officials:poll.about.answer",
    "officials:poll.field.begin.options",
    "officials:poll.field.begin.voteUntil",
    "officials:poll.field.answer.answer",
  ]);
});

test.each(all)("a text of $name is never also a folder of others", (table) => {
  const keys = keysOf(table);
  expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key}.`)))).toEqual([]);
});

/** What stands first in the keys that the kernel puts together, after the name of the table: "tells", "act". */
function headsIn(code: string): readonly string[] {
  const ofResidents = [...code.matchAll(/`\$\{[\w.]*name\}:(\w+)/gu)].map(([, head]) => `k:${head}`);
  const ofTown = [...code.matchAll(/`(?:officials:\$\{[\w.]*name\}|\$\{base\})\.(\w+)/gu)];
  return [...new Set([...ofResidents, ...ofTown.map(([, head]) => `officials:k.${head}`)])];
}

test("nobody is shown a key: whatever the kernel reads by the name of a table is among its texts", () => {
  const folder = "bot/core/processes";
  const files = readdirSync(folder).filter((file) => file !== "text-keys.ts");
  const heads = headsIn(files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n"));
  const needed = new Set(
    all.flatMap((table) =>
      keysOf(table).map((key) => key.replace(table.name, "k").split(/(?<=k[:.]\w+)\./u)[0]),
    ),
  );
  expect(heads.filter((head) => !needed.has(head))).toEqual([]);
  expect(heads).toEqual(expect.arrayContaining(["k:tells", "k:do", "officials:k.act", "officials:k.about"]));
  expect(headsIn(`say(\`\${kind.table.name}:sings.\${row}\`)`)).toEqual(["k:sings"]);
});

test("what a table says of things brought in, in words of its own, is written for her and for the desk", () => {
  expect(under(manifesto, "manifesto:item.topic.")).toEqual(
    expect.arrayContaining(["shown", "reason.shown", "at.waits", "why.person"]),
  );
  expect(under(manifesto, "officials:manifesto.item.topic.")).toEqual(
    expect.arrayContaining(["title", "thread.refuse", "why.person"]),
  );
  expect(under(manifesto, "manifesto:item.topic.")).not.toContain("listed");
});
