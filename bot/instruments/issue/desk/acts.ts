/** What an official can do that opens a form. The names are also the buttons on the card. */
export const acts = [
  "claim",
  "start",
  "ask",
  "plan",
  "answer",
  "forward",
  "merge",
  "decline",
  "change",
  "council",
  "pause",
  "unpause",
] as const;

export type Act = (typeof acts)[number];

/** What was filled in so far, by field. */
export type Values = Readonly<Record<string, string | readonly string[]>>;
