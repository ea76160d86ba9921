import { expect, test } from "vitest";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { createWords } from "../../bot/text/words.ts";
import { locales } from "../../locales/index.ts";
import { keepRecord } from "./record.ts";

/** What the judge of the fault tests knows of what passed on the roads. */

const record = () =>
  keepRecord(createWords(locales), createSecrecy("only-for-the-tests-of-the-fault-tests-record"));
const message = { message_id: 3, date: 1, chat: { id: 810_001 }, text: "Ik bedoel het zo w810001x2q" };

test("every message, change and press gets a reply, so each is known from when it comes until it is taken", () => {
  const { comes, taken, updates, repeats, moments } = record();
  const all = [
    { update_id: 1, message },
    { update_id: 2, edited_message: { ...message, edit_date: 2 } },
    { update_id: 3, callback_query: { id: "9", message } },
  ].map((one) => JSON.stringify(one));
  for (const one of all) comes(one);
  for (const one of all) taken(one);
  expect([...updates.values()].map(({ update, chat }) => `${update} ${chat}`)).toEqual([
    "1 810001",
    "2 810001",
    "3 810001",
  ]);
  expect([...updates.values()].every(({ from, to }) => to !== undefined && from <= to)).toBe(true);
  for (const one of all) comes(one);
  expect(repeats).toHaveLength(3);
  expect(moments.map(({ what }) => what).filter((what) => what.startsWith("update 2 "))).toEqual([
    "update 2 comes: changes “Ik bedoel het zo w810001x2q”",
    "update 2 is taken",
    "update 2 comes again",
  ]);
});

test("nobody waits for a reply after she blocked the bot", () => {
  const { comes, updates } = record();
  comes(JSON.stringify({ update_id: 4, my_chat_member: { chat: { id: 810_001 } } }));
  expect(updates.size).toBe(0);
});
