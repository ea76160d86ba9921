import { expect, test } from "vitest";
import type { Ports } from "../../bot/ports/ports.ts";
import { createVoterTokens } from "../../bot/runtime/voter-tokens.ts";
import { openVote } from "../instruments/manifesto/people.ts";
import { createTestTown } from "../support/town.ts";

/** How a ballot is found: by the town's key and the chat, and nothing else. */

const PROCESS = "P1234567";
const [FIRST, SECOND] = [
  "the first secret of thirty-two characters",
  "the second one of thirty-two characters",
];
const noor = { channel: "telegram", chat: "700001" } as const;

test("a chat has a token of its own in each process, and another one under another key", () => {
  const voters = createVoterTokens(FIRST);
  const tokens = [
    voters.of(noor, PROCESS),
    voters.of(noor, `${PROCESS}-2`),
    voters.of({ ...noor, chat: "700002" }, PROCESS),
    createVoterTokens(SECOND).of(noor, PROCESS),
  ].flat();
  expect(new Set(tokens).size).toBe(4);
  for (const one of tokens) expect(one).toMatch(/^[0-9a-f]{32}$/);
  expect(createVoterTokens(SECOND, FIRST).of(noor, PROCESS)).toEqual([tokens[3], tokens[0]]);
  expect(voters.repeat("telegram:1", PROCESS)).not.toBe(voters.repeat("telegram:2", PROCESS));
});

test("somebody who voted under an earlier key changes that ballot, and has no second one under a new key", async () => {
  let current = createVoterTokens(FIRST);
  const voters: Ports["voters"] = {
    of: (who, process) => current.of(who, process),
    lives: (resident, process) => current.lives(resident, process),
    repeat: (input, process) => current.repeat(input, process),
  };
  const town = createTestTown({ ports: (ports) => ({ ...ports, voters }) });
  await openVote(town, PROCESS);
  const press = (step: string, option: string) => ({
    type: "chose" as const,
    press: { instrument: "manifesto", version: 1, step, option, ref: PROCESS },
  });
  const people = [town.resident("noor"), town.resident("sam")];
  for (const one of people) {
    await one.joins();
    await one.does(press("age_0", "16_17"));
  }
  await people[0]?.does(press("vote", "1+"));
  current = createVoterTokens(SECOND, FIRST);
  await people[0]?.does(press("vote", "2+"));
  await people[0]?.does(press("vote", "1-"));
  await people[1]?.does(press("vote", "3+"));
  await town.settle();
  expect(await town.store.recount(PROCESS)).toEqual({ voters: 2, points: { 2: 1, 3: 1 } });
});
