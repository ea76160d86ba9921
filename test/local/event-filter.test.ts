import { expect, test } from "vitest";
import { LIMITS, readFilters } from "../../local/event-filter.ts";

/** Which records a filter lets through, compared with the table of rules in Lambda's documentation. */

const change = {
  eventName: "INSERT",
  dynamodb: { Keys: { pk: { S: "BALLOTS#P1#0" } }, NewImage: { n: { N: "17" }, none: { NULL: true } } },
};
const weather = {
  UserID: null,
  LastName: "",
  Name: "Alice",
  Location: "New York",
  Day: "Monday",
  Price: 15,
  Region: "us-east-1",
  FileName: "photo.png",
  Tags: ["wet", "cold"],
  Place: { Town: "Waterkant" },
};

const rows: readonly (readonly [what: string, pattern: object, record: object, fits: boolean])[] = [
  ["null", { UserID: [null] }, weather, true],
  ["null, of an empty text", { LastName: [null] }, weather, false],
  ["null, of what is not there", { Nobody: [null] }, weather, false],
  ["empty", { LastName: [""] }, weather, true],
  ["empty, of null", { UserID: [""] }, weather, false],
  ["equals", { Name: ["Alice"] }, weather, true],
  ["equals does not fold case", { Name: ["alice"] }, weather, false],
  ["equals, a number", { Price: [15] }, weather, true],
  ["a number is no text", { Price: ["15"] }, weather, false],
  ["ignoring case", { Name: [{ "equals-ignore-case": "aLICE" }] }, weather, true],
  ["ignoring case, another name", { Name: [{ "equals-ignore-case": "alic" }] }, weather, false],
  ["and", { Location: ["New York"], Day: ["Monday"] }, weather, true],
  ["and, one does not fit", { Location: ["New York"], Day: ["Tuesday"] }, weather, false],
  ["or, in a list", { Day: ["Tuesday", "Monday"] }, weather, true],
  ["or, over fields", { $or: [{ Day: ["Tuesday"] }, { Location: ["New York"] }] }, weather, true],
  ["or, none", { $or: [{ Day: ["Tuesday"] }, { Location: ["Paris"] }] }, weather, false],
  [
    "or, and the rest as well",
    { Name: ["Bob"], $or: [{ Day: ["Monday"] }, { Day: ["Sunday"] }] },
    weather,
    false,
  ],
  ["not", { Name: [{ "anything-but": ["Bob", "Carol"] }] }, weather, true],
  ["not, and it is", { Name: [{ "anything-but": ["Bob", "Alice"] }] }, weather, false],
  ["not, of what is not there", { Nobody: [{ "anything-but": ["Bob"] }] }, weather, false],
  ["numeric, equal", { Price: [{ numeric: ["=", 15] }] }, weather, true],
  ["numeric, from and to", { Price: [{ numeric: [">", 10, "<=", 15] }] }, weather, true],
  ["numeric, outside", { Price: [{ numeric: [">", 15, "<=", 20] }] }, weather, false],
  [
    "numeric never fits a number of a table",
    { dynamodb: { NewImage: { n: { N: [{ numeric: ["=", 17] }] } } } },
    change,
    false,
  ],
  ["a number of a table is a text", { dynamodb: { NewImage: { n: { N: ["17"] } } } }, change, true],
  ["exists", { Name: [{ exists: true }] }, weather, true],
  ["exists, null", { UserID: [{ exists: true }] }, weather, true],
  ["does not exist", { Nobody: [{ exists: false }] }, weather, true],
  ["does not exist, but it does", { Name: [{ exists: false }] }, weather, false],
  ["exists looks at leaves only", { Place: [{ exists: true }] }, weather, false],
  [
    "exists, a leaf of a table",
    { dynamodb: { NewImage: { none: { NULL: [{ exists: true }] } } } },
    change,
    true,
  ],
  ["begins with", { Region: [{ prefix: "us-" }] }, weather, true],
  ["begins with, elsewhere", { Region: [{ prefix: "east" }] }, weather, false],
  ["ends with", { FileName: [{ suffix: ".png" }] }, weather, true],
  ["ends with, elsewhere", { FileName: [{ suffix: ".jpg" }] }, weather, false],
  ["one of a list of values", { Tags: ["cold"] }, weather, true],
  ["a field below another", { Place: { Town: ["Waterkant"] } }, weather, true],
  ["a field below a text", { Name: { First: ["Alice"] } }, weather, false],
  [
    "a change of a table",
    { eventName: ["INSERT"], dynamodb: { Keys: { pk: { S: [{ prefix: "BALLOTS#" }] } } } },
    change,
    true,
  ],
  [
    "a change of another event",
    { eventName: ["MODIFY"], dynamodb: { Keys: { pk: { S: [{ prefix: "BALLOTS#" }] } } } },
    change,
    false,
  ],
];

test.each(rows)("%s", (_what, pattern, record, fits) => {
  expect(readFilters([JSON.stringify(pattern)])(record)).toBe(fits);
});

test("without a filter everything gets through, and of several one is enough", () => {
  expect(readFilters([])(change)).toBe(true);
  const [monday, tuesday] = ['{"Day":["Monday"]}', '{"Day":["Tuesday"]}'];
  expect(readFilters([tuesday, monday])(weather)).toBe(true);
  expect(readFilters([tuesday, tuesday])(weather)).toBe(false);
});

test.each([
  ["an operator that does not exist", '{"Name":[{"contains":"Al"}]}'],
  ["a value without a list", '{"Name":"Alice"}'],
  ["no rule at all", '{"Name":[]}'],
  ["no field at all", "{}"],
  ["two operators at once", '{"Name":[{"prefix":"A","suffix":"e"}]}'],
  ["a range with words", '{"Price":[{"numeric":[">","ten"]}]}'],
  ["no JSON", "{"],
])("a filter that AWS would refuse is refused here: %s", (_what, pattern) => {
  expect(() => readFilters([pattern])).toThrow();
});

test("no more filters, and none longer, than Lambda takes without a larger quota", () => {
  const one = '{"Day":["Monday"]}';
  expect(LIMITS.filters).toBe(5);
  expect(() => readFilters(Array.from({ length: 6 }, () => one))).toThrow(/6 filters/);
  expect(() => readFilters([JSON.stringify({ Day: ["x".repeat(5000)] })])).toThrow(/longer/);
});
