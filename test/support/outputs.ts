import { createHash } from "node:crypto";
import { numbersTold } from "./numbers-told.ts";
import type { TestOfficial, TestResident, TestTown } from "./town.ts";

/**
 * Everything that more than one person can read at a given moment: what was posted, told and sent, every form behind
 * every button on a card, the start pages in Slack, and the screens of residents. Nobody lists the outputs here: a
 * button that is added to a card is pressed too.
 */

export type Outputs = ReadonlyMap<string, unknown>;

export interface Readers {
  readonly officials: readonly TestOfficial[];
  /** They read what is said to them, and look at everything open to all. */
  readonly residents?: readonly TestResident[];
  /** Screens that a resident opens by a press that none of her current buttons offers. */
  readonly screens?: readonly {
    readonly instrument: string;
    readonly step: string;
    readonly option: string;
  }[];
}

/** Ids of looks are not ids of acts: so towns in which somebody looks more often proceed alike. */
const looked = new WeakMap<TestTown, number>();
/** Effects of looking itself are reported once, and not again as something that was told. */
const byLooking = new WeakSet<object>();

/** @param ref the subject of the residents' screens */
export async function outputs(town: TestTown, ref: string, readers: Readers): Promise<Outputs> {
  const all = new Map<string, unknown>();
  const turn = (looked.get(town) ?? 0) + 1;
  looked.set(town, turn);
  let nth = 0;
  const toldBefore = town.told.length;
  const cards = [...new Map(town.posted.map((one) => [one.card.ref, one.card])).values()];
  for (const official of readers.officials) {
    const { member } = official;
    for (const { ref: of, actions } of cards)
      for (const { press } of actions) {
        // These act at once; all others open a form.
        if (press.instrument === "core") continue;
        await official.gives({ type: "chose", press }, `sl:look-${turn}-${++nth}`);
        all.set(`${member} form ${press.option} of ${of}`, official.form ?? "none");
      }
    await official.gives({ type: "opened_home" }, `sl:look-${turn}-${++nth}`);
    all.set(`${member} home`, official.home ?? "none");
  }
  for (const one of readers.residents ?? []) {
    for (const { step, option, instrument } of readers.screens ?? []) {
      const press = { instrument, version: 1, step, option, ref };
      const before = one.heard.length;
      await one.does({ type: "chose", press }, 10_000_000 + turn * 1000 + ++nth);
      if (one.heard.length === before) throw new Error(`${one.name} looks too often: let some time pass`);
      for (const screen of one.heard.slice(before)) byLooking.add(screen);
      all.set(`${one.name} screen ${step}`, one.lastHeard);
    }
    all.set(
      `${one.name} heard`,
      one.heard.filter((each) => !byLooking.has(each)).map(({ screen }) => screen),
    );
  }
  for (const [at, { channel, card, thread, files }] of town.posted.entries())
    all.set(`${at} card ${card.ref}`, {
      channel,
      card,
      thread,
      files: files.map(({ name, text, bytes }) => ({
        name,
        text: text ?? createHash("sha256").update(bytes).digest("hex"),
      })),
    });
  const answers = town.told.slice(toldBefore);
  all.set("told in answer", answers);
  for (const one of answers) byLooking.add(one);
  all.set(
    "told",
    town.told.filter((one) => !byLooking.has(one)),
  );
  return all;
}

/** The places where two of them differ. */
export function differences(one: Outputs, other: Outputs): string[] {
  const labels = [...new Set([...one.keys(), ...other.keys()])];
  return labels.filter((label) => JSON.stringify(one.get(label)) !== JSON.stringify(other.get(label)));
}

/** Every number that is told, by its place. */
export function numbersIn(all: Outputs): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [label, told] of all) {
    const times = new Map<string, number>();
    for (const { key, name, value } of numbersTold(told)) {
      const place = `${label}: ${key} ${name}`;
      times.set(place, (times.get(place) ?? 0) + 1);
      found.set(`${place} #${times.get(place)}`, value);
    }
  }
  return found;
}
