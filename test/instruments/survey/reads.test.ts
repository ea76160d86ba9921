import { expect, test } from "vitest";
import type { Ports } from "../../../bot/ports/ports.ts";
import { begins, opened, opening, responsesIn } from "./people.ts";

/** What a respondent waits for: reads of the table, one after the other. */

function counting(): { reads: string[]; ports: (plain: Ports) => Ports } {
  const reads: string[] = [];
  const noted = ["lane", "laneAndResponse", "response", "process"] as const;
  return {
    reads,
    ports: (plain) => ({
      ...plain,
      store: new Proxy(plain.store, {
        get(store, name) {
          if (noted.some((one) => one === name)) reads.push(String(name));
          return Reflect.get(store, name);
        },
      }),
    }),
  };
}

test("an answer that is pressed or typed needs one read, when the same process knows where she was", async () => {
  const { reads, ports } = counting();
  const scene = await opened(opening, { ports });
  const noor = await begins(scene, "noor");
  const each: string[][] = [];
  const noted = async (act: () => Promise<void>) => {
    reads.length = 0;
    await act();
    each.push([...reads]);
  };
  await noted(() => noor.gives({ type: "said", text: "Gezellig" }));
  await noted(() => noor.presses("Fijn"));
  expect(each[0]).toEqual(["laneAndResponse"]);
  expect(each[1]?.[0]).toBe("laneAndResponse");
  expect(responsesIn(scene)[0]?.answers).toMatchObject({ word: { is: "word", text: "Gezellig" } });
});

test("a wrong guess about where she is changes nothing but one read more", async () => {
  const { reads, ports } = counting();
  const scene = await opened({ ...opening, template: "word" }, { ports });
  const noor = await begins(scene, "noor");
  await noor.says("Rustig");
  expect(noor.lastText).toContain("Dit was de laatste vraag.");
  reads.length = 0;
  await noor.gives({ type: "said", text: "Er ligt glas bij de speeltuin" });
  expect(reads[0]).toBe("lane");
  expect(noor.lastText).toContain("Dank je. Ik heb het.");
});
