/** Rights that nobody uses in these tests, each with its reason. One that is used after all has no place here. */
export const unusedHere: readonly { readonly because: string; readonly rights: readonly string[] }[] = [
  {
    because: "A contribution for which no alarm is left: each write of it takes away the one that was there.",
    rights: ["slack DeleteItem CONTRIBUTION#"],
  },
  {
    because: "What Slack brought cannot be handled: its door sets it aside (bot/slack/door.ts).",
    rights: ["slack PutItem DEAD#"],
  },
  {
    because:
      "She made more than fits in the transaction that erases her: links go before, if her lane is as expected.",
    rights: ["telegram ConditionCheckItem LANE#"],
  },
  {
    because:
      "Two acts of hers at once: what the second learned from its replies goes into the lane as it is by then.",
    rights: ["telegram GetItem RESIDENT#"],
  },
  {
    because: "A manifesto that has ended was kept long enough: the words in its history go.",
    rights: ["tick Query PROCESS#"],
  },
];
