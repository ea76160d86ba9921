/** How much fits in a field, on a form and in the chat (our limits). */

/** Characters. What residents read has to fit in one message; a line inside is a line. */
export const LONGEST = {
  words: 1500,
  note: 2000,
  line: 200,
  place: 200,
  link: 500,
  file: 3000,
  list: 1000,
} as const;

/** Records of a list. */
export const MOST_RECORDS = 8;
