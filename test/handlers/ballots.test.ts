import { afterAll, expect, test } from "vitest";
import { instantAt } from "../../bot/core/calendar/time.ts";
import type { Ballot } from "../../bot/core/counting/ballot.ts";
import { residentId, voterToken } from "../../bot/core/model/ids.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { createVoterTokens } from "../../bot/runtime/voter-tokens.ts";
import { voteProcess } from "../instruments/manifesto/people.ts";
import { deploy, fromTelegram, NOOR, pressed, said } from "./deployed.ts";

/** The key of ballots was rotated while a vote is open: how the function uses both keys in its secret. */

const VOTE = "P1234567";
const [FIRST, SECOND] = [
  "the first secret of thirty-two characters",
  "the second one of thirty-two characters",
];
const town = await deploy();
process.env.BALLOT_SECRET = `k2.${SECOND},k1.${FIRST}`;
afterAll(() => town.stop());

test("somebody who voted under the earlier key changes that ballot, and has no second one", async () => {
  const [token = voterToken("")] = createVoterTokens(FIRST).of(
    { channel: "telegram", chat: String(NOOR) },
    VOTE,
  );
  const vote = voteProcess(VOTE, instantAt(Date.now()));
  await town.store.commit([{ put: vote, expect: "new" }]);
  const takes = async (...updates: unknown[]) => {
    for (const update of updates)
      expect(await town.telegram(fromTelegram(update))).toMatchObject({ statusCode: 200 });
  };
  await takes(
    said("/start", NOOR),
    pressed("core|1|language|nl", NOOR),
    pressed("core|1|privacy|join", NOOR),
    pressed("core|1|area|skip", NOOR),
    pressed("core|1|allow|done", NOOR),
    pressed(`manifesto|1|age_0|18_20|${VOTE}`, NOOR),
  );
  const secrecy = createSecrecy(process.env.SAMENSPEL_SECRET ?? "");
  const lane = await town.store.lane(secrecy.laneKey("telegram", String(NOOR)));
  const voted: Ballot = {
    row: "ballot",
    process: VOTE,
    voter: token,
    version: 7,
    choices: [1],
    ranked: false,
    life: createVoterTokens(FIRST).lives(lane?.resident ?? residentId(""), VOTE)[0],
  };
  await town.store.commit([{ put: voted, expect: "new" }]);
  await takes(pressed(`manifesto|1|vote|2+|${VOTE}`, NOOR));
  expect(await town.store.recount(VOTE)).toEqual({ voters: 1, points: { 1: 1, 2: 1 } });
});
