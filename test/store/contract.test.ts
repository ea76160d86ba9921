import { PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startProgress } from "../../bot/core/broadcasts/progress.ts";
import { fromEpoch, type Instant, after as later, MINUTE } from "../../bot/core/calendar/time.ts";
import { sameResults } from "../../bot/core/counting/response.ts";
import type { Contribution } from "../../bot/core/model/contribution.ts";
import { residentId, voterToken } from "../../bot/core/model/ids.ts";
import type { Lane } from "../../bot/core/model/lane.ts";
import type { Office, Staff } from "../../bot/core/model/staff.ts";
import { Conflict } from "../../bot/ports/errors.ts";
import { readAhead } from "../../bot/ports/read-ahead.ts";
import type { Write } from "../../bot/ports/rows.ts";
import type { Store, Waiting } from "../../bot/ports/store.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { patterns } from "../../bot/store/access-patterns.ts";
import type { Dynamo } from "../../bot/store/dynamo-client.ts";
import { dynamoTable } from "../../bot/store/dynamo-table.ts";
import { type Image, readKey, toImage } from "../../bot/store/item-codec.ts";
import { alarmKey } from "../../bot/store/keys.ts";
import { memoryTable } from "../../bot/store/memory-table.ts";
import { type Change, readChange } from "../../bot/store/stream-records.ts";
import { lanesTable } from "../../bot/store/table-shape.ts";
import { watchStream } from "../../local/polls.ts";
import { dynamoForTests } from "../support/dynamo.ts";
import { momentOf } from "../support/moments.ts";
import { told } from "../support/pages.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { sampleProcess } from "../support/sample-process.ts";
import {
  ballot,
  broadcast,
  chunk,
  contribution,
  entry,
  lane,
  listener,
  notice,
  participant,
  posted,
  response,
} from "./rows.ts";

const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

const seals = createSecrecy("a secret of at least thirty-two characters");

const MORNING = momentOf("2026-05-04T09:00:00.000Z");
let now: Instant;
beforeEach(() => {
  now = MORNING;
});

const kinds: {
  name: string;
  open: () => Promise<{
    store: Store;
    keys: () => Promise<readonly string[]>;
    /** Puts an item there as an older version may have written it. */
    plant: (image: Image) => Promise<void>;
  }>;
}[] = [
  {
    name: "memory",
    open: async () => {
      const store = memoryTable({ now: () => now, seals });
      return {
        store,
        keys: async () => store.images().map(shownKey),
        plant: async (image) => store.plant([image]),
      };
    },
  },
];
if (dynamo !== undefined) {
  const clients = { DynamoDB: dynamo.dynamo, "DynamoDB through Amazon's SDK": dynamo.throughSdk };
  for (const [name, client] of Object.entries(clients))
    kinds.push({
      name,
      open: async () => {
        const table = await dynamo.newTable();
        return {
          store: dynamoTable({ client, table, now: () => now, seals }),
          keys: async () =>
            (
              await Promise.all(
                [table, lanesTable(table)].map((TableName) =>
                  dynamo.client.send(new ScanCommand({ TableName })),
                ),
              )
            ).flatMap(({ Items = [] }) => Items.map(shownKey)),
          plant: async (image) => {
            await dynamo.client.send(new PutItemCommand({ TableName: table, Item: image }));
          },
        };
      },
    });
}

describe.each(kinds)("a town whose memory is $name", ({ open }) => {
  let store: Store;
  let keys: () => Promise<readonly string[]>;
  let plant: (image: Image) => Promise<void>;
  beforeEach(async () => {
    ({ store, keys, plant } = await open());
  });

  const welcome = (one: Lane): Promise<void> => store.commit([{ put: one, expect: "new" }]);
  /** What is waiting for the clock at this moment. */
  const waitingAt = async (moment: Instant): Promise<readonly Waiting[]> => {
    const all: Waiting[] = [];
    await store.due(moment, (page) => all.push(...page) > 0);
    return all;
  };
  /** What the clock finds due, as “contribution 48210937”. */
  const due = async (moment: Instant): Promise<readonly string[]> =>
    (await store.woken(await waitingAt(moment), moment)).flatMap((found) =>
      found.is === "due"
        ? [`${found.row.row} ${found.row.row === "lane" ? found.row.key : found.row.id}`]
        : [],
    );
  const bringsIn = (one: Contribution, by = residentId("r-oksana")): Promise<void> =>
    store.commit([
      { put: { ...one, by }, expect: "new" },
      { link: { resident: by, contribution: one.id, at: one.created } },
    ]);

  test("a resident who comes in is found by her chat and by her random id", async () => {
    await welcome(lane());
    expect(await store.lane("oksana")).toEqual(lane());
    expect(await store.laneOf(residentId("r-oksana"))).toEqual(lane());
    expect(await store.lane("jan")).toBeUndefined();
    expect(await store.laneOf(residentId("r-jan"))).toBeUndefined();
  });

  test("the language in which a resident reads is found by her random id, also after she chose another", async () => {
    const oksana = residentId("r-oksana");
    const expires = later(MORNING, MINUTE);
    await welcome(lane({ language: "nl", expires, pointed: expires }));
    expect(await store.languageOf(oksana)).toBe("nl");
    const after = lane({ language: "pap", version: 2, expires, pointed: expires });
    await store.commit([{ put: after, expect: 1, pointer: true }]);
    expect(await store.languageOf(oksana)).toBe("pap");
    expect(await store.laneOf(oksana)).toEqual(after);
    now = later(MORNING, MINUTE);
    expect(await store.languageOf(oksana)).toBeUndefined();
    expect(await store.languageOf(residentId("r-jan"))).toBeUndefined();
  });

  test("a resident's words come back as she wrote them, in any language", async () => {
    const words = "Дві ями на Дорпсстрат 🕳️ — حفرتان — بالقرب من «المدرسة»\nï ẞ ٣";
    await bringsIn(
      contribution({
        state: {
          at: "submitted",
          words,
          place: { latitude: 52.0907374, longitude: -5.1214201 },
          none: null,
          empty: "",
        },
      }),
    );
    await store.commit([{ put: entry({ words }) }]);
    expect((await store.contribution("48210937"))?.state).toEqual({
      at: "submitted",
      words,
      place: { latitude: 52.0907374, longitude: -5.1214201 },
      none: null,
      empty: "",
    });
    expect((await store.history("48210937"))[0]?.words).toBe(words);
  });

  test("what is decided on an old version is refused", async () => {
    await welcome(lane());
    await store.commit([{ put: lane({ version: 2, language: "uk" }), expect: 1 }]);
    await expect(store.commit([{ put: lane({ version: 2, language: "ar" }), expect: 1 }])).rejects.toThrow(
      Conflict,
    );
    expect((await store.lane("oksana"))?.language).toBe("uk");
  });

  test("nobody comes in twice", async () => {
    await welcome(lane());
    await expect(welcome(lane({ resident: residentId("r-other") }))).rejects.toThrow(Conflict);
    expect((await store.lane("oksana"))?.resident).toBe("r-oksana");
    expect(await store.laneOf(residentId("r-other"))).toBeUndefined();
  });

  test.each([
    {
      what: "one row",
      writes: (version: number): Write[] => [
        { put: lane({ version: 2, seen: fromEpoch(version) }), expect: 1 },
      ],
    },
    {
      what: "several rows",
      writes: (version: number): Write[] => [
        { put: lane({ version: 2, seen: fromEpoch(version) }), expect: 1 },
        { put: entry({ n: version }) },
      ],
    },
  ])("of two who write $what at once only one wins", async ({ writes }) => {
    await welcome(lane());
    const results = await Promise.allSettled([store.commit(writes(1)), store.commit(writes(2))]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(Conflict);
    const winner = results.findIndex(({ status }) => status === "fulfilled") + 1;
    expect((await store.lane("oksana"))?.seen).toBe(fromEpoch(winner));
  });

  test("all of a commit happens or none", async () => {
    await welcome(lane());
    const commit = store.commit([
      { put: contribution(), expect: "new" },
      { put: entry() },
      { put: notice() },
      { put: lane({ version: 6 }), expect: 5 },
    ]);
    await expect(commit).rejects.toThrow(Conflict);
    expect(await store.contribution("48210937")).toBeUndefined();
    expect(await store.history("48210937")).toEqual([]);
    expect(await store.notice("r-oksana", "n-1")).toBeUndefined();
    expect((await store.lane("oksana"))?.version).toBe(1);
  });

  test("a commit that writes the same thing twice, or more than a transaction holds, is a mistake and writes nothing", async () => {
    await expect(store.commit([{ put: notice() }, { put: notice() }])).rejects.toThrow("same item");
    await expect(
      store.commit(Array.from({ length: 101 }, (_, n) => ({ put: entry({ n }) }))),
    ).rejects.toThrow("101");
    await store.commit([]);
    expect(await keys()).toEqual([]);
  });

  test("when a resident is forgotten every way from her to what she brought in is gone, and what she brought in stays", async () => {
    await welcome(lane());
    await bringsIn(contribution());
    await bringsIn(contribution({ id: "11112222" }));
    await store.commit([
      { put: { ...contribution(), by: undefined, version: 2 }, expect: 1 },
      { forget: lane(), expect: 1 },
    ]);
    expect(await store.lane("oksana")).toBeUndefined();
    expect(await store.laneOf(residentId("r-oksana"))).toBeUndefined();
    expect(await store.mine(residentId("r-oksana"))).toEqual([]);
    expect((await keys()).filter((key) => /oksana/.test(key))).toEqual([]);
    expect(await store.contribution("48210937")).toMatchObject({ id: "48210937" });
    expect((await store.contribution("48210937"))?.by).toBeUndefined();
    expect(await store.contribution("11112222")).toBeDefined();
  });

  test("what waits for somebody, and what of hers could not be handled, is found by whose it is", async () => {
    // DynamoDB removes what has expired by the real clock.
    const created = momentOf("2090-05-04T09:00:00.000Z");
    const mine = notice({ group: "resident:r-oksana", created });
    const parked = { ...mine, id: `${mine.id}0`, parked: { reason: "blocked", at: MORNING } };
    const failed = {
      row: "dead" as const,
      id: "f00d",
      at: created,
      who: "hers",
      sealed: "x",
      error: "TypeError",
    };
    await store.commit([
      { put: mine },
      { put: parked },
      { put: notice({ group: "resident:r-noor", created }) },
      { put: failed },
      { put: { ...failed, who: "another" } },
      { put: { ...failed, who: undefined } },
    ]);
    expect(await store.noticesFor("resident:r-oksana")).toEqual([mine, parked]);
    expect(await store.failedOf("hers")).toEqual([failed]);
    await store.commit([{ remove: failed }]);
    expect(await store.failedOf("hers")).toEqual([]);
    expect(await store.failedOf("another")).toHaveLength(1);
  });

  test("a link to what is nobody's any more is taken away", async () => {
    const link = { resident: residentId("r-oksana"), contribution: "48210937", at: MORNING };
    await store.commit([{ link }]);
    await store.commit([{ unlink: link }]);
    expect(await keys()).toEqual([]);
  });

  test("a resident who brought in more than a transaction holds is forgotten just the same", async () => {
    await welcome(lane());
    for (const part of [0, 1, 2]) {
      await store.commit(
        Array.from({ length: 90 }, (_, n) => ({
          link: { resident: residentId("r-oksana"), contribution: `1000${part}${100 + n}`, at: MORNING },
        })),
      );
    }
    await expect(store.commit([{ forget: lane(), expect: 7 }])).rejects.toThrow(Conflict);
    expect((await keys()).length).toBe(272);
    await store.commit([{ forget: lane(), expect: 1 }]);
    expect(await keys()).toEqual([]);
  });

  test("a resident who wrote just now is not forgotten on what was known before", async () => {
    await welcome(lane());
    await store.commit([{ put: lane({ version: 2 }), expect: 1 }]);
    await expect(store.commit([{ forget: lane(), expect: 1 }])).rejects.toThrow(Conflict);
    expect(await store.laneOf(residentId("r-oksana"))).toMatchObject({ version: 2 });
  });

  test("somebody who never finished coming in is absent once her time is up, and can come in again under another id", async () => {
    await welcome(lane({ expires: later(MORNING, MINUTE), wakeAt: MORNING }));
    expect(await store.lane("oksana")).toBeDefined();
    now = later(MORNING, MINUTE);
    expect(await store.lane("oksana")).toBeUndefined();
    expect(await store.laneOf(residentId("r-oksana"))).toBeUndefined();
    expect(await due(now)).toEqual([]);
    await welcome(lane({ resident: residentId("r-new") }));
    expect((await store.lane("oksana"))?.resident).toBe("r-new");
    expect((await store.laneOf(residentId("r-new")))?.resident).toBe("r-new");
    expect(await store.laneOf(residentId("r-oksana"))).toBeUndefined();
  });

  test("what a resident brought in is listed newest first, up to a limit", async () => {
    for (const day of ["02", "03", "01"])
      await bringsIn(contribution({ id: `000000${day}`, created: momentOf(`2026-05-${day}T10:00:00.000Z`) }));
    expect((await store.mine(residentId("r-oksana"))).map(({ id }) => id)).toEqual([
      "00000003",
      "00000002",
      "00000001",
    ]);
    expect((await store.mine(residentId("r-oksana"), 2)).map(({ id }) => id)).toEqual([
      "00000003",
      "00000002",
    ]);
    expect(await store.mine(residentId("r-jan"))).toEqual([]);
  });

  test("the history of a contribution is read in the order in which it happened", async () => {
    for (const n of [2, 10, 1, 9]) await store.commit([{ put: entry({ n }), expect: "new" }]);
    expect((await store.history("48210937")).map(({ n }) => n)).toEqual([1, 2, 9, 10]);
    await expect(store.commit([{ put: entry({ n: 2 }), expect: "new" }])).rejects.toThrow(Conflict);
  });

  test("a desk sees its open work, the earliest answer date first", async () => {
    await bringsIn(contribution({ id: "00000001", dueAt: "2026-06-10T00:00:00.000Z" }));
    await bringsIn(contribution({ id: "00000002", dueAt: "2026-06-01T00:00:00.000Z" }));
    await bringsIn(contribution({ id: "00000003", dueAt: "2026-05-20T00:00:00.000Z", open: false }));
    await bringsIn(contribution({ id: "00000004", dueAt: "2026-05-21T00:00:00.000Z", desk: "green" }));
    await bringsIn(contribution({ id: "00000005", dueAt: undefined, created: "2026-06-05T00:00:00.000Z" }));
    await vi.waitFor(async () =>
      expect((await store.desk("roads")).map(({ id }) => id)).toEqual(["00000002", "00000005", "00000001"]),
    );
    expect((await store.desk("roads", 1)).map(({ id }) => id)).toEqual(["00000002"]);
    expect((await store.desk("roads"))[1]).not.toHaveProperty("dueAt");
    await store.commit([{ put: contribution({ id: "00000002", open: false, version: 2 }), expect: 1 }]);
    await vi.waitFor(async () =>
      expect((await store.desk("roads")).map(({ id }) => id)).toEqual(["00000005", "00000001"]),
    );
    const open: string[] = [];
    await store.openAt("roads", async (some) => void open.push(...some));
    expect(open).toEqual(["00000005", "00000001"]);
  });

  test("the clock finds lanes, contributions and notices whose time has come, the earliest first", async () => {
    await welcome(lane({ wakeAt: "2026-05-04T08:30:00.000Z" }));
    await bringsIn(contribution({ id: "00000001", wakeAt: "2026-05-04T08:20:00.000Z" }));
    await bringsIn(contribution({ id: "00000002", wakeAt: "2026-05-04T09:00:00.000Z", open: false }));
    await bringsIn(contribution({ id: "00000003", wakeAt: "2026-05-04T09:00:00.001Z" }));
    await bringsIn(contribution({ id: "00000004" }));
    await store.commit([{ put: notice({ wakeAt: "2026-05-04T08:10:00.000Z" }) }]);
    await store.commit([
      {
        put: notice({
          id: "n-2",
          wakeAt: "2026-05-04T08:00:00.000Z",
          parked: { reason: "blocked", at: MORNING },
        }),
      },
    ]);
    await vi.waitFor(async () =>
      expect(await due(MORNING)).toEqual([
        "contribution 00000001",
        "contribution 00000002",
        "notice n-1",
        "lane oksana",
      ]),
    );
  });

  test("an alarm that was moved or taken away does not ring", async () => {
    await bringsIn(contribution({ wakeAt: MORNING }));
    await bringsIn(contribution({ id: "00000001", wakeAt: MORNING }));
    await welcome(lane({ wakeAt: MORNING }));
    await store.commit([{ put: notice({ wakeAt: MORNING }) }]);
    await store.commit([{ put: contribution({ version: 2, wakeAt: later(MORNING, MINUTE) }), expect: 1 }]);
    await store.commit([{ put: contribution({ version: 2, id: "00000001" }), expect: 1 }]);
    await store.commit([{ put: lane({ version: 2 }), expect: 1 }]);
    await store.commit([{ remove: notice() }]);
    await vi.waitFor(async () => expect(await due(MORNING)).toEqual([]));
    await vi.waitFor(async () =>
      expect(await due(later(MORNING, MINUTE))).toEqual(["contribution 48210937"]),
    );
  });

  test("what could not be handled gets a later moment, and it is counted, without its row being read", async () => {
    await bringsIn(contribution({ wakeAt: MORNING }));
    await welcome(lane({ wakeAt: MORNING }));
    await store.commit([{ put: notice({ wakeAt: MORNING }) }]);
    await vi.waitFor(async () => expect(await waitingAt(MORNING)).toHaveLength(3));
    const soon = later(MORNING, MINUTE);
    for (const one of await waitingAt(MORNING)) {
      expect(await store.putOff(one, soon, "one more"), one.kind).toBe(1);
      // Somebody who saw it in its earlier place is too late.
      expect(await store.putOff(one, soon, "one more"), one.kind).toBeUndefined();
      expect(await store.putOff({ ...one, since: soon }, MORNING, "as they are")).toBeDefined();
      expect(await store.putOff(one, soon, "one more"), one.kind).toBe(2);
    }
    await vi.waitFor(async () => expect(await waitingAt(MORNING)).toEqual([]));
    // The rows are as they were.
    await vi.waitFor(async () =>
      expect(new Set(await due(soon))).toEqual(
        new Set(["lane oksana", "contribution 48210937", "notice n-1"]),
      ),
    );
    await vi.waitFor(async () =>
      expect((await waitingAt(soon)).map((one) => one.since)).toEqual([soon, soon, soon]),
    );
    const [first] = await waitingAt(soon);
    if (!first) throw new Error("nothing waits");
    // A write or an end restarts the count.
    expect(await store.putOff(first, MORNING, "none")).toBe(0);
    expect(await store.putOff({ ...first, since: MORNING }, soon, "one more")).toBe(1);
    await store.commit([{ put: contribution({ version: 2, wakeAt: MORNING }), expect: 1 }]);
    await vi.waitFor(async () => expect(await due(MORNING)).toEqual(["contribution 48210937"]));
    const [alarm] = await waitingAt(MORNING);
    expect(alarm && (await store.putOff(alarm, soon, "one more"))).toBe(1);
  });

  test("what was taken away is not put off, and does not come back by it", async () => {
    await store.commit([{ put: notice({ wakeAt: MORNING }) }]);
    await vi.waitFor(async () => expect(await waitingAt(MORNING)).toHaveLength(1));
    const [one] = await waitingAt(MORNING);
    await store.commit([{ remove: notice() }]);
    expect(one && (await store.putOff(one, later(MORNING, MINUTE), "one more"))).toBeUndefined();
    expect(await store.notice("r-oksana", "n-1")).toBeUndefined();
  });

  test("tries of a notice are counted, and since when it fails, without its row being read", async () => {
    const ref = { group: "r-oksana", id: "n-1" };
    const soon = later(MORNING, MINUTE);
    await store.commit([{ put: notice({ wakeAt: MORNING }) }]);
    const since = (await store.countBegun(ref, soon))?.since;
    expect(await store.countBegun(ref, soon)).toEqual({ since, unended: 2 });
    // The clock does not hand it over as long as it is tried.
    await vi.waitFor(async () => expect(await waitingAt(MORNING)).toEqual([]));
    await vi.waitFor(async () => expect(await due(soon)).toEqual(["notice n-1"]));
    await store.countEnded(ref, soon);
    expect(await store.countBegun(ref, soon)).toEqual({ since, unended: 1 });
    expect(await store.notice("r-oksana", "n-1")).toEqual(notice({ wakeAt: MORNING }));
    // A write restarts the count.
    await store.commit([{ put: notice({ wakeAt: MORNING }) }]);
    expect((await store.countBegun(ref, soon))?.unended).toBe(1);
  });

  test("what was delivered or parked is not counted, and does not come back by it", async () => {
    const ref = { group: "r-oksana", id: "n-1" };
    expect(await store.countBegun(ref, MORNING)).toBeUndefined();
    await store.countEnded(ref, MORNING);
    expect(await store.notice(ref.group, ref.id)).toBeUndefined();
    const parked = notice({ parked: { reason: "blocked", at: MORNING } });
    await store.commit([{ put: parked }]);
    expect(await store.countBegun(ref, later(MORNING, MINUTE))).toBeUndefined();
    await store.countEnded(ref, later(MORNING, MINUTE));
    await vi.waitFor(async () => expect(await store.parked(5)).toEqual([parked]));
  });

  test("a notice is found by its group and id", async () => {
    await store.commit([{ put: notice(), expect: "new" }]);
    expect(await store.notice("r-oksana", "n-1")).toEqual(notice());
    expect(await store.notice("r-oksana", "n-2")).toBeUndefined();
    expect(await store.notice("r-jan", "n-1")).toBeUndefined();
    await store.commit([{ put: notice({ parked: { reason: "blocked", at: MORNING } }) }]);
    expect((await store.notice("r-oksana", "n-1"))?.parked?.reason).toBe("blocked");
    now = "2026-06-04T09:00:00.000Z";
    expect(await store.notice("r-oksana", "n-1")).toBeUndefined();
  });

  test("what belongs to the workspace is kept: members, the office, and where cards stand", async () => {
    const staff: Staff = { row: "staff", id: "U-ANA", version: 1, roles: ["official"] };
    const office: Office = {
      row: "office",
      version: 1,
      desks: [],
      rules: [],
      defaultDesk: "roads",
      admins: [],
    };
    await store.commit([{ put: staff, expect: "new" }, { put: office, expect: "new" }, { put: posted }]);
    expect([await store.staff("U-ANA"), await store.office(), await store.posted("48210937")]).toEqual([
      staff,
      office,
      posted,
    ]);
    expect([await store.staff("U-BO"), await store.posted("00000001")]).toEqual([undefined, undefined]);
  });

  test("rows of several kinds are read in one call, and one that cannot be read does not hold up the others", async () => {
    const oksana = residentId("r-oksana");
    // DynamoDB Local removes what has expired by its own clock.
    const told = notice({ created: momentOf("2999-01-01T00:00:00.000Z") });
    await welcome(lane());
    const broken = { ...contribution({ id: "00000001" }), version: "one" };
    await plant(toImage({ pk: "CONTRIBUTION#00000001", sk: "STATE", body: broken }));
    await store.commit([{ put: contribution() }, { put: told }, { put: posted }]);
    const found = await store.together([
      { row: "notice", group: "r-oksana", id: "n-1" },
      { row: "contribution", id: "48210937" },
      { row: "contribution", id: "00000001" },
      { row: "posted", contribution: "48210937" },
      { row: "lane", resident: oksana },
      { row: "lane", resident: residentId("r-jan") },
      { row: "office" },
    ]);
    const rows = found.map((one) => ("row" in one ? one.row : "unreadable"));
    expect(rows).toEqual([told, contribution(), "unreadable", posted, lane(), undefined, undefined]);
    expect(await store.together([{ row: "contribution", id: "48210937" }])).toEqual([
      { row: contribution() },
    ]);
    expect(await store.together([])).toEqual([]);
  });

  test("what was read ahead is answered once: whoever looks again sees what is there now", async () => {
    await store.commit([{ put: contribution() }]);
    const reads = await readAhead(store, [{ row: "contribution", id: "48210937" }, { row: "office" }]);
    await store.commit([{ put: contribution({ version: 2, desk: "green" }) }]);
    expect((await reads.contribution("48210937"))?.desk).toBe(contribution().desk);
    expect((await reads.contribution("48210937"))?.desk).toBe("green");
    expect(await reads.office()).toBeUndefined();
  });

  test("every history entry counts once, however often and in whatever batches the stream repeats it", async () => {
    const counts = { desk: "roads", month: "2026-05" };
    const entries = [
      entry({ n: 1, counts: { ...counts, event: "received" } }),
      entry({ n: 2 }),
      entry({ n: 3, counts: { ...counts, event: "answered", days: 4, inTime: true } }),
      entry({ n: 4, counts: { ...counts, event: "reopened" } }),
      entry({ n: 5, counts: { ...counts, month: "2026-06", event: "answered", days: 12, inTime: false } }),
      entry({ n: 6, counts: { ...counts, month: "2026-06", event: "confirmed" } }),
      entry({ n: 7, counts: { ...counts, month: "2026-06", event: "closed" } }),
      entry({ n: 8, counts: { ...counts, month: "2026-06", event: "evaluated", answers: 12, sum: 41 } }),
      entry({ contribution: "00000001", n: 1, counts: { ...counts, event: "received" } }),
      entry({
        contribution: "00000001",
        n: 2,
        counts: { ...counts, event: "answered", days: 4, inTime: true },
      }),
    ];
    await store.count(entries.slice(0, 3));
    await store.count(entries.slice(0, 3));
    await store.count(entries);
    await store.count(entries.slice(4).reverse());
    expect(await store.figures("roads", ["2026-05"])).toEqual({
      received: 2,
      answered: 2,
      answeredInTime: 2,
      reopened: 1,
      confirmed: 0,
      closed: 0,
      ended: 0,
      forced: 0,
      evaluated: { processes: 0, answers: 0, sum: 0 },
      daysToAnswer: { 4: 2 },
    });
    const both = {
      received: 2,
      answered: 3,
      answeredInTime: 2,
      reopened: 1,
      confirmed: 1,
      closed: 1,
      ended: 0,
      forced: 0,
      evaluated: { processes: 1, answers: 12, sum: 41 },
      daysToAnswer: { 4: 2, 12: 1 },
    };
    expect(await store.figures("roads", ["2026-05", "2026-06", "2026-07", "2026-06"])).toEqual(both);
    expect(await store.figures("green", ["2026-05"])).toMatchObject({ received: 0, daysToAnswer: {} });
  });

  test("many who count at once lose nothing", async () => {
    const received = Array.from({ length: 12 }, (_, n) =>
      entry({
        contribution: String(10_000_000 + n),
        counts: { desk: "roads", month: "2026-05", event: "received" },
      }),
    );
    await Promise.all([...received, ...received].map((one) => store.count([one])));
    expect((await store.figures("roads", ["2026-05"])).received).toBe(12);
  });

  test("what can make no sense as a figure is refused loudly", async () => {
    await expect(
      store.count([entry({ counts: { desk: "roads", month: "2026-05", event: "lost" } })]),
    ).rejects.toThrow();
  });

  test("what was set aside is found by an administrator, oldest first, and by who it is for", async () => {
    const parked = (id: string, at: Instant, group = "r-oksana") =>
      notice({ id, group, parked: { reason: "blocked", at } });
    await store.commit([
      { put: parked("n-1", later(MORNING, MINUTE)) },
      { put: parked("n-2", MORNING, "r-jan") },
      { put: notice({ id: "n-3" }) },
    ]);
    const ids = async (limit: number) => (await store.parked(limit)).map(({ id }) => id);
    await vi.waitFor(async () => expect(await ids(10)).toEqual(["n-2", "n-1"]));
    expect(await ids(1)).toEqual(["n-2"]);
    expect((await store.parkedFor("r-oksana")).map(({ id }) => id)).toEqual(["n-1"]);
    await store.commit([{ put: notice({ id: "n-1" }) }]);
    await vi.waitFor(async () => expect(await ids(10)).toEqual(["n-2"]));
    expect(await store.parkedFor("r-oksana")).toEqual([]);
  });

  test("news is found by its id and by its age, with its chunks and how far they are", async () => {
    await store.commit([{ put: broadcast(), expect: "new" }]);
    await store.commit([
      { put: broadcast({ id: "B20260401-x", created: "2026-04-01T09:00:00.000Z" }), expect: "new" },
    ]);
    expect(await store.broadcast("B20260504-a")).toEqual(broadcast());
    expect(await store.broadcast("B20260504-b")).toBeUndefined();
    expect((await store.broadcasts("2026-05-01T00:00:00.000Z")).map(({ id }) => id)).toEqual(["B20260504-a"]);
    expect((await store.broadcasts(fromEpoch(0))).map(({ id }) => id)).toEqual([
      "B20260504-a",
      "B20260401-x",
    ]);
    await store.commit([{ put: chunk({ n: 2 }) }, { put: chunk() }]);
    expect((await store.chunks("B20260504-a")).map(({ n }) => n)).toEqual([1, 2]);
    expect(await store.chunk("B20260504-a", 2)).toEqual(chunk({ n: 2 }));
    expect(await store.chunk("B20260504-a", 3)).toBeUndefined();
    const begun = { ...startProgress(chunk()), version: 1, cursor: 1, open: 1 };
    await store.commit([{ put: begun, expect: "new" }]);
    await expect(store.commit([{ put: begun, expect: "new" }])).rejects.toThrow(Conflict);
    await store.commit([{ put: { ...begun, version: 2 }, expect: 1 }]);
    expect(await store.progress("B20260504-a")).toEqual([{ ...begun, version: 2 }]);
  });

  test("news that should be over by now is looked at by the clock", async () => {
    await store.commit([{ put: broadcast({ wakeAt: MORNING }) }]);
    await vi.waitFor(async () => expect(await due(MORNING)).toEqual([`broadcast ${broadcast().id}`]));
  });

  test("an audience is per neighbourhood, and goes when the lane that it follows goes", async () => {
    const allowing = lane({
      neighbourhood: "binnenstad",
      permissions: [{ purpose: "neighbourhood_news", granted: true, text: "1", language: "nl", at: MORNING }],
    });
    await store.commit([{ put: allowing, expect: "new" }, { put: listener("r-oksana") }]);
    await store.commit([{ put: listener("r-jan") }, { put: { ...listener("r-mo"), neighbourhood: "oost" } }]);
    const audience = () =>
      told((tell) => store.audience({ purpose: "neighbourhood_news", neighbourhood: "binnenstad" }, tell));
    await store.commit([{ put: { ...listener("r-blocked"), out: true } }]);
    expect(await audience()).toEqual(["r-jan", "r-oksana"]);
    const part = { purpose: "neighbourhood_news", neighbourhood: "binnenstad", out: true } as const;
    expect(await told((tell) => store.audience(part, tell))).toEqual(["r-blocked"]);
    const full = () => Promise.reject(new Error("full"));
    await expect(
      store.audience({ purpose: "neighbourhood_news", neighbourhood: "binnenstad" }, full),
    ).rejects.toThrow("full");
    await store.commit([{ forget: allowing, expect: 1 }]);
    expect(await audience()).toEqual(["r-jan"]);
    await store.commit([{ put: { ...listener("r-jan"), expires: "2026-05-04T08:59:00.000Z" } }]);
    expect(await audience()).toEqual([]);
  });

  test("a process is found by its id, listed while it is open, and woken like a contribution", async () => {
    await store.commit([
      { put: sampleProcess({ wakeAt: MORNING }), expect: "new" },
      { put: entry({ contribution: "P1234567" }) },
    ]);
    await expect(store.commit([{ put: sampleProcess(), expect: "new" }])).rejects.toThrow(Conflict);
    expect(await store.process("P1234567")).toEqual(sampleProcess({ wakeAt: MORNING }));
    expect(await store.process("P7654321")).toBeUndefined();
    expect(await store.history("P1234567")).toEqual([entry({ contribution: "P1234567" })]);
    await vi.waitFor(async () => {
      expect((await store.processes()).map(({ id }) => id)).toEqual(["P1234567"]);
      expect(await due(MORNING)).toEqual(["process P1234567"]);
    });
    await store.commit([{ put: sampleProcess({ open: false, version: 2 }), expect: 1 }]);
    await vi.waitFor(async () => {
      expect(await store.processes()).toEqual([]);
      expect(await due(MORNING)).toEqual([]);
    });
  });

  test("processes that ended are found the newest first, as many as are asked for", async () => {
    const ended = (id: string, day: string) =>
      sampleProcess({ id, open: false, ended: momentOf(`2026-05-${day}T09:00:00.000Z`) });
    await store.commit([
      { put: ended("P1000001", "02") },
      { put: ended("P1000002", "04") },
      { put: ended("P1000003", "03") },
      { put: sampleProcess({ id: "P1000004", open: false }) },
      { put: sampleProcess({ id: "P1000005" }) },
    ]);
    await vi.waitFor(async () => {
      expect((await store.ended(10)).map(({ id }) => id)).toEqual(["P1000002", "P1000003", "P1000001"]);
      expect((await store.ended(2)).map(({ id }) => id)).toEqual(["P1000002", "P1000003"]);
      expect((await store.processes()).map(({ id }) => id)).toEqual(["P1000005"]);
    });
  });

  test("processes that residents find nowhere are found by officials, while they go on", async () => {
    const waits = (id: string, as: "hidden" | "cardless", more = {}) =>
      sampleProcess({ id, open: false, waits: as, ...more });
    await store.commit([
      { put: waits("P1000001", "hidden") },
      { put: waits("P1000002", "cardless") },
      { put: waits("P1000003", "hidden"), expect: "new" },
      { put: sampleProcess({ id: "P1000005" }) },
    ]);
    await store.commit([{ put: sampleProcess({ id: "P1000003", version: 2 }), expect: 1 }]);
    await vi.waitFor(async () => {
      expect((await store.unlisted("hidden")).map(({ id }) => id)).toEqual(["P1000001"]);
      expect((await store.unlisted("cardless")).map(({ id }) => id)).toEqual(["P1000002"]);
      expect((await store.processes()).map(({ id }) => id).toSorted()).toEqual(["P1000003", "P1000005"]);
    });
  });

  test("what stays of an erased lane is found by its key until its time is up, and is no lane", async () => {
    const mark = {
      row: "mark",
      key: "oksana",
      paused: { until: later(MORNING, 2 * MINUTE), desk: "roads", ref: "48210937" },
      expires: later(MORNING, 2 * MINUTE),
    } as const;
    await store.commit([{ put: mark }]);
    expect(await store.mark("oksana")).toEqual(mark);
    expect(await store.lane("oksana")).toBeUndefined();
    await welcome(lane());
    expect(await store.lane("oksana")).toEqual(lane());
    await store.commit([{ put: { ...mark, expires: MORNING } }]);
    expect(await store.mark("oksana")).toBeUndefined();
    await store.commit([{ remove: mark }]);
    expect(await store.lane("oksana")).toEqual(lane());
  });

  test("who takes part is listed by process, and goes when the lane that it follows goes", async () => {
    const taking = lane({ takesPart: ["P1234567"] });
    await store.commit([{ put: taking, expect: "new" }, { put: participant("r-oksana") }]);
    await store.commit([
      { put: participant("r-jan") },
      { put: { ...participant("r-mo"), process: "P7654321" } },
    ]);
    const participants = () => told((tell) => store.participants("P1234567", tell));
    expect(await participants()).toEqual(["r-jan", "r-oksana"]);
    await store.commit([{ forget: taking, expect: 1 }]);
    expect(await participants()).toEqual(["r-jan"]);
  });

  test("what residents see in a process is listed, the oldest first, and not what a desk still has to look at", async () => {
    const later = "2026-05-05T09:00:00.000Z";
    const shown = (id: string, created: Instant) =>
      contribution({ id, created, open: false, dueAt: undefined, listedIn: "P1234567" });
    await store.commit([{ put: shown("20000002", later) }, { put: shown("20000001", MORNING) }]);
    await store.commit([{ put: { ...shown("20000003", MORNING), open: true } }]);
    await vi.waitFor(async () =>
      expect((await store.listed("P1234567")).map(({ id }) => id)).toEqual(["20000001", "20000002"]),
    );
    expect((await store.listed("P1234567", 1)).map(({ id }) => id)).toEqual(["20000001"]);
  });

  test("who takes part is counted by age and neighbourhood, as far as that is known", async () => {
    await store.commit([
      { put: { ...participant("r-jan"), age: "16_17", neighbourhood: "havenkwartier" } },
      { put: { ...participant("r-mo"), age: "16_17", neighbourhood: "elsewhere" } },
      { put: participant("r-oksana") },
      { put: { ...participant("r-lee"), process: "P7654321", age: "18_20" } },
    ]);
    expect(await store.makeup("P1234567")).toEqual({
      total: 3,
      ages: { "16_17": 2 },
      neighbourhoods: { havenkwartier: 1, elsewhere: 1 },
    });
    expect(await store.makeup("P0000000")).toEqual({ total: 0, ages: {}, neighbourhoods: {} });
  });

  test("a ballot is one for each voter, and only the one who saw it last can change it", async () => {
    await store.commit([{ put: ballot(), expect: "new" }]);
    await expect(store.commit([{ put: ballot({ choices: [2] }), expect: "new" }])).rejects.toThrow(Conflict);
    await store.commit([{ put: ballot({ version: 2, choices: [2, 1] }), expect: 1 }]);
    await expect(store.commit([{ put: ballot({ version: 2 }), expect: 1 }])).rejects.toThrow(Conflict);
    expect(await store.ballot("P1234567", rowOfEachKind.ballot.voter)).toEqual(
      ballot({ version: 2, choices: [2, 1] }),
    );
    expect(
      await store.ballot("P1234567", voterToken(`b${rowOfEachKind.ballot.voter.slice(1)}`)),
    ).toBeUndefined();
  });

  test("a count that is kept from the stream is exact, however often the stream repeats itself", async () => {
    const voters = ["a", "b", "0"].map((first) =>
      voterToken(`${first}${rowOfEachKind.ballot.voter.slice(1)}`),
    );
    const steps = voters.flatMap((voter) => {
      const one = ballot({ voter, choices: [1] });
      const two = { ...one, version: 2, choices: [1, 2] };
      const three = { ...one, version: 3, choices: [2] };
      return [
        { before: undefined, after: one },
        { before: one, after: two },
        { before: two, after: three },
      ];
    });
    await store.countBallots(steps.slice(0, 5));
    // A batch that failed halfway comes again from its beginning.
    await store.countBallots(steps.slice(3));
    await store.countBallots(steps);
    expect(await store.tally("P1234567")).toEqual({ voters: 3, points: { 1: 0, 2: 3 } });
    await store.commit(voters.map((voter) => ({ put: ballot({ voter, version: 3, choices: [2] }) })));
    await store.commit([
      { put: ballot({ voter: voterToken(`c${rowOfEachKind.ballot.voter.slice(1)}`), choices: [] }) },
    ]);
    expect(await store.recount("P1234567")).toEqual({ voters: 3, points: { 2: 3 } });
    expect(await store.recount("P7654321")).toEqual({ voters: 0, points: {} });
  });

  test("answers are one row for each person, and only the one who saw it last can change it", async () => {
    await store.commit([{ put: response(), expect: "new" }]);
    await expect(store.commit([{ put: response(), expect: "new" }])).rejects.toThrow(Conflict);
    expect(await store.response("P1234567", rowOfEachKind.ballot.voter)).toEqual(response());
    expect(await store.response("P7654321", rowOfEachKind.ballot.voter)).toBeUndefined();
    await welcome(lane());
    expect(await store.laneAndResponse("oksana", "P1234567", rowOfEachKind.ballot.voter)).toEqual({
      lane: lane(),
      row: response(),
    });
  });

  test("results that are kept from the stream are exact, whatever changes and however often the stream repeats itself", async () => {
    const chose = (id: string) => ({ is: "options" as const, ids: [id] });
    const one = response();
    const two = response({ version: 2, answers: { ...one.answers, mood: chose("b") } });
    const three = response({
      version: 3,
      answers: { mood: chose("a"), word: { is: "word", text: "Druk" }, age: { is: "skipped" } },
      done: true,
    });
    const steps = [
      { before: undefined, after: one },
      { before: one, after: two },
      { before: two, after: three },
    ];
    await store.countResponses(steps.slice(0, 2));
    await store.countResponses(steps.slice(1));
    await store.countResponses(steps);
    const results = await store.results("P1234567");
    expect(results).toMatchObject({
      "-": { begun: 1, done: 1, "l:nl|begun": 1, "n:dijkzicht|begun": 1 },
      mood: { answered: 1, "o.a": 1, "o.b": 0 },
      word: { answered: 1, word: 1 },
      age: { skipped: 1 },
    });
    await store.commit([{ put: three }]);
    const { results: recounted, words } = await store.answers("P1234567");
    expect(sameResults(recounted, results)).toBe(true);
    // One person alone said it: it is counted, and not told.
    expect(words).toEqual({ word: [] });
    expect(await store.results("P7654321")).toEqual({});
  });

  test("what was said in words is read a part at a time, and every word once", async () => {
    // 70 people with 988 characters each and twelve around them: more than the 60,000 of one part.
    const people = Array.from({ length: 70 }, (_, n) =>
      response({
        voter: voterToken(`${(n % 16).toString(16)}${String(n).padStart(3, "0")}`.padEnd(32, "0")),
        answers: { why: { is: "text", text: `${String(n).padStart(4, "0")} `.padEnd(988, "x") } },
      }),
    );
    for (let start = 0; start < people.length; start += 35)
      await store.commit(people.slice(start, start + 35).map((put) => ({ put })));
    const first = await store.said("P1234567");
    expect(first.texts.why).toHaveLength(60);
    const second = await store.said("P1234567", first.next);
    expect(second.texts.why).toHaveLength(10);
    expect(second.next).toBeUndefined();
    const all = [...(first.texts.why ?? []), ...(second.texts.why ?? [])].map((text) => text.slice(0, 4));
    expect(new Set(all).size).toBe(70);
    expect(await store.said("P7654321")).toEqual({ texts: {}, staff: {}, groups: {} });
  });

  test("many lanes are found at once, without who is not there any more", async () => {
    await welcome(lane());
    await welcome(lane({ key: "jan", resident: residentId("r-jan") }));
    const found = await store.lanesOf(["r-jan", "r-nobody", "r-oksana"].map(residentId));
    expect([...found.keys()].toSorted()).toEqual(["r-jan", "r-oksana"]);
    expect(found.get("r-oksana")).toEqual(lane());
  });

  test("every item that is written fits a line of the key table", async () => {
    await welcome(lane());
    await bringsIn(contribution({ wakeAt: MORNING }));
    await store.commit([
      { put: entry() },
      { put: notice() },
      { put: { row: "dead", id: "d-1", at: MORNING, sealed: "…", error: "TypeError" } },
      { put: { row: "mark", key: "jan", pace: {}, expires: later(MORNING, MINUTE) } },
    ]);
    await store.commit([
      { put: { row: "staff", id: "U-ANA", version: 1, roles: [] } },
      { put: { row: "office", version: 1, desks: [], rules: [], defaultDesk: "roads", admins: [] } },
      { put: entry({ contribution: "OFFICE", event: "roles", about: "U-ANA", from: "", to: "official" }) },
    ]);
    expect(await store.history("OFFICE")).toMatchObject([{ event: "roles", about: "U-ANA" }]);
    await store.commit([{ put: posted }]);
    await store.commit([
      { put: broadcast() },
      { put: chunk() },
      { put: startProgress(chunk()) },
      { put: listener("r-oksana") },
      { put: sampleProcess({ wakeAt: MORNING }) },
      { put: entry({ contribution: "P1234567" }) },
      { put: participant("r-oksana") },
      { put: ballot() },
      { put: response({ process: "P7654321" }) },
    ]);
    // The tenth takes a step that is kept.
    await store.countResponses(
      Array.from({ length: 10 }, (_, n) => ({
        before: undefined,
        after: response({ process: "P7654321", voter: voterToken(`${n}`.repeat(32)) }),
      })),
    );
    await store.countBallots([{ before: undefined, after: ballot() }]);
    await store.count([entry({ counts: { desk: "roads", month: "2026-05", event: "received" } })]);
    // As an earlier version wrote it.
    await plant(
      toImage({ ...alarmKey("48210937"), dueFor: "WAKE", dueAt: MORNING, contribution: "48210937" }),
    );
    const fits = (await keys()).map((key) =>
      patterns.filter((pattern) => pattern.key.test(key)).map(({ what }) => what),
    );
    expect(fits.filter((lines) => lines.length !== 1)).toEqual([]);
    expect(new Set(fits.flat())).toEqual(new Set(patterns.map(({ what }) => what)));
  });
});

describe("what the stream tells", () => {
  test("a listener in memory hears of a new notice, of its change and of its end, and nothing of a write that changes nothing", async () => {
    const store = memoryTable({ now: () => now, seals });
    const heard: (Change | undefined)[] = [];
    store.onChange((records) => heard.push(...records.map((record) => readChange(record, seals))));
    await store.commit([{ put: notice() }]);
    // What is sealed never looks the same; nothing follows from a notice that changes.
    await store.commit([{ put: entry() }]);
    await store.commit([{ put: entry() }]);
    const parked = notice({ parked: { reason: "blocked", at: MORNING } });
    await store.commit([{ put: parked }]);
    await store.commit([{ remove: parked }]);
    await store.commit([
      { link: { resident: residentId("r-oksana"), contribution: "48210937", at: MORNING } },
    ]);
    expect(heard).toEqual([
      { row: notice(), isNew: true },
      { row: entry(), isNew: true },
      { row: parked, isNew: false },
      { row: undefined, isNew: false },
      undefined,
    ]);
  });

  test.skipIf(dynamo === undefined)(
    "a notice comes out of DynamoDB's stream in order, is repeated until it is handled, and looks as in memory",
    async () => {
      if (dynamo === undefined) return;
      const table = await dynamo.newTable();
      const memory = memoryTable({ now: () => now, seals });
      const expected: DynamoDBRecord[] = [];
      memory.onChange((records) => expected.push(...records));
      const heard: DynamoDBRecord[] = [];
      const complaint = vi.spyOn(console, "error").mockImplementation(() => {});
      let failures = 2;
      const poll = watchStream(dynamo.streams, table, async ({ Records }) => {
        if (failures-- > 0) throw new Error("the queue is away");
        heard.push(...Records);
      });
      for (const store of [memory, dynamoTable({ client: dynamo.dynamo, table, now: () => now, seals })]) {
        await store.commit([{ put: notice(), expect: "new" }]);
        await store.commit([{ put: notice({ wakeAt: MORNING }) }]);
        await store.commit([{ put: entry({ words: "Дві ями" }) }]);
      }
      await vi.waitFor(() => expect(heard).toHaveLength(3), { timeout: 10_000 });
      await poll.stop();
      expect(complaint).toHaveBeenCalledTimes(1);
      complaint.mockRestore();
      expect(heard.map((record) => readChange(record, seals))).toEqual([
        { row: notice(), isNew: true },
        { row: notice({ wakeAt: MORNING }), isNew: false },
        { row: entry({ words: "Дві ями" }), isNew: true },
      ]);
      // Each sealing has a nonce of its own: how long it is has to be the same, and what is in it.
      const image = (one: NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]) => {
        const { sealed, ...beside } = one ?? {};
        return { ...beside, sealed: sealed?.B?.length };
      };
      const images = (records: DynamoDBRecord[]) =>
        records.map((record) => ({
          eventName: record.eventName,
          change: readChange(record, seals),
          new: image(record.dynamodb?.NewImage),
          old: image(record.dynamodb?.OldImage),
          keys: record.dynamodb?.Keys,
        }));
      expect(images(heard)).toEqual(images(expected));
      expect(heard[0]?.eventSourceARN).toContain(table);
      expect(typeof heard[0]?.dynamodb?.ApproximateCreationDateTime).toBe("number");
    },
    20_000,
  );
});

describe.skipIf(dynamo === undefined)("one message, one round trip", () => {
  const calls: { name: string; consistent: boolean }[] = [];
  const counted: Dynamo = (operation, input) => {
    calls.push({ name: operation, consistent: "ConsistentRead" in input && input.ConsistentRead === true });
    if (dynamo === undefined) throw new Error("this test needs DynamoDB");
    return dynamo.dynamo(operation, input);
  };

  test("a lane is one strongly consistent read, a lane alone one put, and anything more one transaction", async () => {
    if (dynamo === undefined) return;
    const store = dynamoTable({ client: counted, table: await dynamo.newTable(), now: () => now, seals });
    calls.length = 0;
    await store.lane("oksana");
    await store.commit([{ put: lane(), expect: "new" }]);
    await store.commit([{ put: lane({ version: 2 }), expect: 1 }]);
    await store.commit([
      { put: lane({ version: 3 }), expect: 2 },
      { put: contribution(), expect: "new" },
      { put: entry() },
      { put: notice() },
    ]);
    await store.contribution("48210937");
    await store.commit([{ remove: notice() }]);
    expect(calls.map(({ name }) => name)).toEqual([
      "GetItem",
      "TransactWriteItems",
      "PutItem",
      "TransactWriteItems",
      "GetItem",
      "DeleteItem",
    ]);
    expect(calls.filter(({ name }) => name === "GetItem").every(({ consistent }) => consistent)).toBe(true);
  });
});

function shownKey(image: Parameters<typeof readKey>[0]): string {
  const { pk, sk } = readKey(image);
  return `${pk} ${sk}`;
}
