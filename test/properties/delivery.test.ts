import { expect, test } from "vitest";
import { HOUR, MINUTE } from "../../bot/core/calendar/time.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import type { Notice } from "../../bot/core/model/notice.ts";
import { Unavailable, Undeliverable } from "../../bot/ports/errors.ts";
import { createTestTown, type TestTown } from "../support/town.ts";

/** What has to reach somebody in the end, even if others are gone or unreachable for now. */

const nudge: Notice["what"] = {
  kind: "nudge",
  contribution: "00000000",
  to: ["U0GONE", "U0CHRIS"],
  message: { key: "officials:nudge.late" },
};

function notice(town: TestTown, what: Notice["what"]): Notice {
  return { row: "notice", id: `${town.now}#x`, group: "card:x", created: town.now, what };
}

test("a colleague who has left does not keep the others from hearing that an answer is late", async () => {
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      workplace: {
        ...ports.workplace,
        tell: async (member, message, language) => {
          if (member === "U0GONE") throw new Undeliverable("user_disabled");
          await ports.workplace.tell(member, message, language);
        },
      },
    }),
  });
  await town.store.commit([{ put: notice(town, nudge) }]);
  await town.settle();
  expect(town.told.map((one) => one.member)).toEqual(["U0CHRIS"]);
  expect(town.store.images()).toEqual([]);
  expect(town.logged.find((one) => one.event === "partly_told")?.facts).toMatchObject({ alarm: true });
});

test("a desk whose channel keeps the app out gets its cards as soon as it is let in", async () => {
  let shut = true;
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      workplace: {
        ...ports.workplace,
        postCard: async (...given) => {
          if (shut) throw new Undeliverable("not_in_channel");
          return ports.workplace.postCard(...given);
        },
      },
    }),
  });
  const id = await town.resident("noor").raises("Een losse tegel");
  expect(town.posted).toEqual([]);
  expect(town.logged.find((one) => one.event === "parked")?.facts).toMatchObject({ alarm: true });
  await town.passes(HOUR + MINUTE);
  expect(town.posted).toEqual([]);
  shut = false;
  await town.passes(HOUR + MINUTE);
  expect(town.card(id)?.card.words).toBe("Een losse tegel");
  expect(town.posted).toHaveLength(1);
});

test("a notice that the stream and the queue have both lost is found by the clock", async () => {
  const town = createTestTown();
  const noor = town.resident("noor");
  await noor.joins();
  const resident = (await noor.lane)?.resident ?? residentId("");
  const screen = { lines: [{ key: "common:gone" }] };
  const lost = { ...notice(town, { kind: "resident", resident, screen }), group: `resident:${resident}` };
  await town.store.commit([{ put: lost }]);
  town.forgetsChanges();
  await town.passes(10 * MINUTE);
  expect(noor.lastKeys).not.toEqual(["common:gone"]);
  await town.passes(10 * MINUTE);
  expect(noor.lastKeys).toEqual(["common:gone"]);
});

test("a message that is out is not said again because the table cannot be reached for a moment", async () => {
  let troubles = 0;
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      store: {
        ...ports.store,
        commit: async (writes) => {
          if (troubles > 0 && writes.some((one) => "remove" in one && one.remove.row === "notice")) {
            troubles -= 1;
            throw new Unavailable("too busy");
          }
          return ports.store.commit(writes);
        },
      },
    }),
  });
  const noor = town.resident("noor");
  const id = await noor.raises("De lamp is kapot");
  troubles = 2;
  await town.official("U0ANA").answers(id, { text: "De lamp is vervangen." });
  expect(troubles).toBe(0);
  expect(noor.heard.filter((one) => one.notice)).toHaveLength(1);
});
test("somebody who blocked the bot and lets it in again hears what could not be delivered meanwhile", async () => {
  const town = createTestTown();
  const noor = town.resident("noor");
  const id = await noor.raises("Het bankje zit los");
  noor.silentlyBlocks();
  await town.official("U0ANA").answers(id, { text: "Het bankje staat weer vast" });
  expect(await town.store.parked(10)).toHaveLength(1);
  expect(noor.lastText).not.toContain("staat weer vast");
  await noor.returns();
  expect(await town.store.parked(10)).toEqual([]);
  await town.passes(60_000);
  expect(noor.lastText).toContain("Het bankje staat weer vast");
  expect(noor.heard.filter((one) => one.notice)).toHaveLength(1);
});

test("what is weeks old is not news any more when she comes back", async () => {
  const town = createTestTown();
  const noor = town.resident("noor");
  const id = await noor.raises("Het bankje zit los");
  noor.silentlyBlocks();
  await town.official("U0ANA").answers(id, { text: "Het bankje staat weer vast" });
  await town.passes(15 * 24 * 60 * 60_000);
  await noor.returns();
  await town.passes(60_000);
  expect(noor.heard.some((one) => town.text(one.screen).includes("staat weer vast"))).toBe(false);
});

test("whoever writes while an answer is on its way to her gets it once, and what she did stays", async () => {
  let meanwhile = async () => {};
  const town = createTestTown({
    ports: (ports) => ({
      ...ports,
      channel: {
        ...ports.channel,
        async send(...given) {
          const act = meanwhile;
          meanwhile = async () => {};
          await act();
          return ports.channel.send(...given);
        },
      },
    }),
  });
  const noor = town.resident("noor");
  const id = await noor.raises("De lamp is kapot");
  meanwhile = () => noor.gives({ type: "said", text: "Er ligt ook glas" });
  await town.official("U0ANA").answers(id, { text: "De lamp is vervangen." });
  expect(noor.heard.filter((one) => one.notice)).toHaveLength(1);
  const lane = await noor.lane;
  expect(lane?.dialogue?.instrument).toBe("issue");
  expect(lane?.about.at(-1)?.ref).toBe(id);
  expect(await town.store.noticesFor(`resident:${lane?.resident}`)).toEqual([]);
});
