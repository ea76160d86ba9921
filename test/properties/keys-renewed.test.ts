import { describe, expect, test } from "vitest";
import type { Ports } from "../../bot/ports/ports.ts";
import type { Store } from "../../bot/ports/store.ts";
import { readKeyring, writeKeyring } from "../../bot/runtime/keyring.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { changingSecrecy } from "../support/changing-secrecy.ts";
import { createTestTown } from "../support/town.ts";

/** Keys are rotated while residents carry on. Nobody becomes a stranger because of it. */

const OLD = "the first secret of thirty-two characters";
const RENEWED = `k2.the second secret of thirty-two characters,k1.${OLD}`;
const RETIRED = "k2.the second secret of thirty-two characters";

/** A town whose key can be changed, and in which calls to the table are counted. */
function townWithKeys() {
  const { secrecy, becomes } = changingSecrecy(OLD);
  const calls: string[] = [];
  const counted = (store: Store): Store => ({
    ...store,
    lane: (key) => {
      calls.push("lane");
      return store.lane(key);
    },
    commit: (writes) => {
      calls.push("commit");
      return store.commit(writes);
    },
  });
  const town = createTestTown({
    secrecy,
    ports: (ports): Ports => ({ ...ports, store: counted(ports.store) }),
  });
  return {
    town,
    calls,
    keysAre: (ring: string) => {
      becomes(ring);
      town.restart();
    },
    lanes: () =>
      town.store
        .images()
        .map((image) => image.pk?.S ?? "")
        .filter((pk) => pk.startsWith("LANE#")),
  };
}

describe("a keyring", () => {
  test("is one secret, or several with their ids, and is read as it was written", () => {
    expect(readKeyring(OLD)).toEqual([{ id: "k1", secret: OLD }]);
    expect(readKeyring(RENEWED).map(({ id }) => id)).toEqual(["k2", "k1"]);
    for (const text of [OLD, RENEWED, RETIRED]) expect(writeKeyring(readKeyring(text))).toBe(text);
  });
});

describe("what is sealed", () => {
  test("says under which key, and is opened after that key was renewed", () => {
    const sealed = createSecrecy(OLD).seal("700001");
    expect(sealed).toMatch(/^k1\./);
    expect(createSecrecy(RENEWED).open(sealed)).toBe("700001");
    expect(createSecrecy(RENEWED).seal("700001")).toMatch(/^k2\./);
    expect(() => createSecrecy(RETIRED).open(sealed)).toThrow();
  });

  test("in a row is opened by the key that it was sealed with, though it does not say which", () => {
    const bytes = Buffer.from("a row");
    const row = createSecrecy(OLD).sealBytes(bytes);
    expect(Buffer.from(createSecrecy(RENEWED).openBytes(row))).toEqual(bytes);
    expect(() => createSecrecy(RETIRED).openBytes(row)).toThrow();
    const now = createSecrecy(RENEWED).sealBytes(bytes);
    expect(Buffer.from(createSecrecy(RETIRED).openBytes(now))).toEqual(bytes);
    expect(now).toHaveLength(row.length);
  });

  test("before keys had ids is opened by the right one, and by no other", () => {
    const before = createSecrecy(OLD).seal("700001").slice("k1.".length);
    expect(createSecrecy(OLD).open(before)).toBe("700001");
    expect(createSecrecy(RENEWED).open(before)).toBe("700001");
    expect(() => createSecrecy(RETIRED).open(before)).toThrow();
  });

  test("by a version before keys had ids, is still opened", () => {
    // Made by the version before this one, with the secret OLD.
    const row = "-YWxgc_HNlZsioDEpmq_6Q7Sw8dYOmksRbO8wGTZ8xez3g";
    expect(createSecrecy(OLD).open(row)).toBe("700001");
    expect(createSecrecy(OLD).laneKey("telegram", "700001")).toBe(
      "e27659127d5b5f49d211bff24c50001caf26c68f80c9008bd1d3feb79405fa65",
    );
  });
});

describe("a resident whose lane lies under the older key", () => {
  test("goes on where she was, is moved by her first act, and hears her answer", async () => {
    const { town, keysAre, lanes } = townWithKeys();
    const noor = town.resident("noor");
    const id = await noor.raises("De lamp is kapot", { at: "Vlinderpad" });
    const [before] = lanes();
    keysAre(RENEWED);
    await town.official("U0ANA").answers(id, { text: "De lamp is vervangen." });
    expect(noor.heard.some(({ screen }) => JSON.stringify(screen).includes("De lamp is vervangen."))).toBe(
      true,
    );
    expect(lanes()).toEqual([before]);
    await noor.commands("mijn");
    expect(lanes()).toHaveLength(1);
    expect(lanes()[0]).toMatch(/^LANE#k2\./);
    expect(noor.lastText).toContain("De lamp is kapot");
    keysAre(RETIRED);
    await noor.commands("mijn");
    expect(noor.lastText).toContain("De lamp is kapot");
    expect(lanes()).toHaveLength(1);
  });

  test("may send two messages at once: she has one lane, and neither is lost", async () => {
    const { town, keysAre, lanes } = townWithKeys();
    const noor = town.resident("noor");
    await noor.joins();
    keysAre(RENEWED);
    await Promise.all([noor.says("De lamp is kapot"), noor.commands("mijn")]);
    expect(lanes()).toHaveLength(1);
    expect(lanes()[0]).toMatch(/^LANE#k2\./);
  });

  test("somebody who erases herself leaves nothing under either key", async () => {
    const { town, keysAre, lanes } = townWithKeys();
    const noor = town.resident("noor");
    await noor.joins();
    keysAre(RENEWED);
    await noor.commands("wis");
    await noor.presses("Ja, wis alles");
    expect(lanes()).toEqual([]);
    const pointers = town.store
      .images()
      .filter(({ pk, sk }) => pk?.S?.startsWith("RESIDENT#") && sk?.S === "LANE");
    expect(pointers).toEqual([]);
  });

  test("somebody new is not taken for her", async () => {
    const { town, keysAre, lanes } = townWithKeys();
    await town.resident("noor").joins();
    keysAre(RENEWED);
    await town.resident("sam").joins();
    expect(lanes()).toHaveLength(2);
  });
});

test("nobody waits longer for it: without an older key, and once she is moved, the same calls are made", async () => {
  const { town, calls, keysAre } = townWithKeys();
  const noor = town.resident("noor");
  await noor.joins();
  const takes = async () => {
    calls.length = 0;
    await noor.commands("mijn");
    return calls.filter((one) => one === "lane" || one === "commit");
  };
  const usual = await takes();
  expect(usual).toEqual(["lane", "commit"]);
  keysAre(RENEWED);
  expect(await takes()).toEqual(["lane", "lane", "commit", "commit"]);
  expect(await takes()).toEqual(usual);
  keysAre(RETIRED);
  expect(await takes()).toEqual(usual);
});

test("a message for her is not lost when her lane is given another key between two reads", async () => {
  const { town, keysAre } = townWithKeys();
  const noor = town.resident("noor");
  await noor.joins();
  const before = await noor.lane;
  if (!before) throw new Error("she has a lane");
  keysAre(RENEWED);
  const { resident, key } = before;
  const moved = { ...before, key: "k2.elsewhere", version: before.version + 1 };
  // The pointer was read, and then she acted.
  const read = town.store.lane;
  await town.store.commit([{ move: before, to: moved }]);
  expect(await read(key)).toBeUndefined();
  expect((await town.store.laneOf(resident))?.key).toBe("k2.elsewhere");
  expect((await town.store.lanesOf([resident])).get(resident)?.key).toBe("k2.elsewhere");
});
