import { writeLink } from "../../../../bot/core/model/deep-link.ts";
import { asksOfItem, BRINGS } from "../../../../bot/core/processes/chat-answers.ts";
import { itemOf } from "../../../../bot/core/processes/items.ts";
import type { AnyKind } from "../../../../bot/core/processes/kind.ts";
import { BO } from "../../../support/staff.ts";
import { answersAll, follows, press, pressesRow } from "./chat-hands.ts";
import { pressesOf, type Village } from "./people.ts";

/** Residents take part in ways that are no rows: they join the core group, bring something in, vote. */

/** As many as it takes come through the link to the core group. */
export async function joinsGroup(village: Village, { table }: AnyKind, process: string): Promise<void> {
  const part = table.parts?.group;
  if (part?.joins !== "link") return;
  const { group } = village.stage(process);
  const link = writeLink({ kind: "group", id: process, code: group?.code ?? "" });
  for (let n = 0; (village.stage(process).group?.members.length ?? 0) < part.least && n < part.most; n++) {
    const one = await village.resident(n);
    await one.commands("start", link);
    const yes = pressesOf(one).find(
      ({ step, option, ref }) => step === "join" && option === "yes" && ref === process,
    );
    if (yes) await press(one, yes);
  }
}

/** Two residents bring something in, where it can be and nobody did; and one votes. */
export async function bringsIn(village: Village, kind: AnyKind, process: string): Promise<void> {
  const { table } = kind;
  const { at, closing } = village.stage(process);
  if (closing) return;
  for (const [part, { in: states }] of Object.entries(table.parts?.items ?? {})) {
    if (!states.includes(at) || broughtIn(village, process, part).length > 0) continue;
    for (const n of [0, 1]) {
      const one = await village.resident(n);
      await follows(village, one, process);
      await pressesRow(village, one, kind, { row: `${BRINGS}${part}`, process });
      await answersAll(village, one, kind);
    }
    for (const item of broughtIn(village, process, part)) await isLookedAt(village, kind, item);
    if (broughtIn(village, process, part).length < 2)
      throw new Error(
        `${table.name}: nothing was brought in as ${part} (${Object.keys(asksOfItem(table.parts?.items?.[part] ?? { in: [], brings: [] }))})`,
      );
  }
}

/** A colleague looks at what was brought in, writes down what was spoken, and shows it. */
async function isLookedAt(village: Village, { table, version }: AnyKind, item: string): Promise<void> {
  const found = village.ledger.contributions.get(item);
  const bo = village.officials.get(BO);
  if (!found || !bo || itemOf({}, found).state.at !== "waits") return;
  const show = { instrument: table.name, version, step: "item", option: "show", ref: item };
  await bo.does({ type: "chose", press: show });
  for (let times = 0; bo.form && times < 3; times++) await bo.submit({ heard: "Wat de opname zegt." });
  if (bo.form) throw new Error(`the form stays open: ${JSON.stringify(bo.form.errors)}`);
}

function broughtIn({ ledger }: Village, process: string, part: string): readonly string[] {
  return [...ledger.contributions.values()]
    .filter((one) => itemOf({}, one).state.process === process && itemOf({}, one).state.list === part)
    .map(({ id }) => id);
}
