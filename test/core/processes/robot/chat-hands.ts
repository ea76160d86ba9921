import { indexing } from "../../../../bot/core/broadcasts/reach.ts";
import { addDays, townClock } from "../../../../bot/core/calendar/time.ts";
import { takingPart } from "../../../../bot/core/model/lane.ts";
import type { Press } from "../../../../bot/core/model/screen.ts";
import { answersSchema, asksOf, CHOICE, nextQuestion } from "../../../../bot/core/processes/chat-answers.ts";
import type { AnyKind } from "../../../../bot/core/processes/kind.ts";
import { kindOf } from "../../../../bot/core/processes/shown-values.ts";
import type { TestResident } from "../../../support/town.ts";
import type { Wishes } from "./filling.ts";
import { pressesOf, type Village } from "./people.ts";

/** What residents do in the chat: they look, press, and answer one question at a time. */

export const press = (resident: TestResident, one: Press) => resident.does({ type: "chose", press: one });

/** She is one of those who hear of it, as if she had followed it for long. */
export async function follows({ ledger }: Village, resident: TestResident, process: string): Promise<void> {
  const lane = await resident.lane;
  if (!lane) throw new Error(`${resident.name} is not in`);
  if (lane.takesPart?.includes(process)) return;
  const next = { ...takingPart(lane, process), version: lane.version + 1 };
  await ledger.store.commit([{ put: next, expect: lane.version }, ...indexing(lane, next)]);
}

function isSame(one: Press, other: Press): boolean {
  return (["instrument", "step", "option", "ref"] as const).every((part) => one[part] === other[part]);
}

/** She leafs through what was brought in until she sees what she can do with it. */
async function leafsTo(resident: TestResident, wanted: Press): Promise<void> {
  const been = new Set<string>();
  const next = () => pressesOf(resident).find((one) => one.step === "list" && !been.has(one.option));
  for (let one = next(); one && !pressesOf(resident).some((seen) => isSame(seen, wanted)); one = next()) {
    been.add(one.option);
    await press(resident, one);
  }
}

/** She looks at the process and presses this; when it stands nowhere, she presses a button that somebody forged. */
export async function pressesRow(
  village: Village,
  resident: TestResident,
  { table, version }: AnyKind,
  { row, process, item }: { row: string; process: string; item?: string | undefined },
): Promise<void> {
  const ref = item ?? process;
  await press(resident, { instrument: "core", version: 1, step: "process", option: "show", ref: process });
  const wanted: Press = { instrument: table.name, version, step: "do", option: row, ref };
  if (item !== undefined) await leafsTo(resident, wanted);
  const seen = pressesOf(resident).find((one) => isSame(one, wanted));
  if (!seen) village.unseen.add(`${table.name}.${row}`);
  await press(resident, seen ?? wanted);
}

let words = 0;

/** Answers whatever is asked of her now, and sends it. */
export async function answersAll(
  { town }: Village,
  resident: TestResident,
  { table, version }: AnyKind,
  wishes: Wishes = {},
): Promise<void> {
  let asked = 0;
  for (let turn = 0; turn < 40; turn++) {
    const { dialogue } = (await resident.lane) ?? {};
    if (!dialogue || dialogue.instrument !== table.name) return;
    const answers = answersSchema.parse(dialogue.answers);
    const question = nextQuestion(asksOf(table, answers.row), answers);
    const say = (option: string) =>
      press(resident, { instrument: table.name, version, step: "say", option, ref: dialogue.token ?? "" });
    if (!question) {
      await say("send");
      continue;
    }
    const { ask, field, sub } = question;
    const list = answers.values[field];
    if (sub !== undefined && Array.isArray(list) && list.length > 0 && answers.record === undefined) {
      await say("done");
      continue;
    }
    switch (kindOf(ask)) {
      case "words":
        // The first words are spoken now and then: a recording is an answer like any other.
        if (words++ % 5 === 4) await resident.voice(`voice${words}`);
        else await resident.says(`Wat ${resident.name} zegt over ${field}, nummer ${words}`);
        break;
      case "day":
      case "date":
        await resident.says(addDays(townClock(town.now).day, 7 * ++asked));
        break;
      case "number":
        await resident.says(String(10 + words++));
        break;
      case "money":
        await resident.says(`12,${10 + (words++ % 89)}`);
        break;
      case "link":
        await resident.says(`https://waterkant.example/${words++}`);
        break;
      case "photo":
        await resident.photo(`photo${words++}`);
        break;
      case "place":
        await resident.place({ latitude: 52.1, longitude: 4.3 });
        break;
      case "yes":
        await say("yes");
        break;
      case "owner":
        await say("me");
        break;
      case "choice":
        await say(`${CHOICE}${wishes[field] ?? String((ask as readonly string[])[0])}`);
        break;
      default:
        await resident.says(`Een regel van ${resident.name}, nummer ${words++}`);
    }
  }
  throw new Error(`${table.name}: the questions do not end`);
}
