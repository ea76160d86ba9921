import { describe, expect, test } from "vitest";
import { ConfigurationProblem } from "../../bot/configuration-problem.ts";
import { readPopulation } from "../../bot/population-file.ts";

const neighbourhoods = [
  { key: "harbour", name: "Havenkwartier", cbs: "BU99990002" },
  { key: "dike", name: "Dijkzicht", cbs: "BU99990003" },
];
const heading = "neighbourhood,16_17,18_20,21_24,25_27,28_up";
const good = `${heading}\nharbour,10,20,30,40,500\ndike,1,2,3,4,50\n`;

const read = (text: string) => readPopulation(text, "inwoners.csv", neighbourhoods);

function problemsOf(text: string): readonly string[] {
  try {
    read(text);
  } catch (problem) {
    if (problem instanceof ConfigurationProblem) return problem.problems;
    throw problem;
  }
  return [];
}

const expected = {
  "16_17|harbour": 10,
  "18_20|harbour": 20,
  "21_24|harbour": 30,
  "25_27|harbour": 40,
  "28_up|harbour": 500,
  "16_17|dike": 1,
  "18_20|dike": 2,
  "21_24|dike": 3,
  "25_27|dike": 4,
  "28_up|dike": 50,
};

describe("a municipality that loads how many people live where", () => {
  test("has them by age and neighbourhood", () => {
    expect(read(good)).toEqual(expected);
  });

  test("may name a neighbourhood by its key, its name or its code, in capitals or not", () => {
    expect(read(good.replace("harbour", "HAVENKWARTIER").replace("dike", " bu99990003 "))).toEqual(expected);
  });

  test("may bring a download of Statistics Netherlands, with its title, its other columns and its source", () => {
    const download = [
      "\uFEFFKerncijfers wijken en buurten, 2025",
      '"Wijken en buurten";"Codering";"16 tot 18 jaar (aantal)";"18 tot 21 jaar";"21 tot 25 jaar";"25 tot 28 jaar";"28 jaar of ouder"',
      '"Havenkwartier";"BU99990002  ";"1.010";"20";"30";"40";"12.500"',
      '"Dijkzicht";"BU99990003  ";"1,5";"2";"3";"4";"50,0"',
      '"Bron: CBS"',
    ].join("\r\n");
    expect(read(download)).toEqual({
      ...expected,
      "16_17|harbour": 1010,
      "28_up|harbour": 12500,
      "16_17|dike": 1.5,
    });
  });

  test("may write the ages as people do, in any order", () => {
    const text = "28+,16-17,18 t/m 20,21–24,25_27,wijk\n50,1,2,3,4,dike\n500,10,20,30,40,harbour\n";
    expect(read(text)).toEqual(expected);
  });
});

describe("a municipality that makes a mistake hears the line, the column and what to write", () => {
  const wrong = (from: string, to: string) => problemsOf(good.replace(from, to));

  test("when there is no such neighbourhood", () => {
    expect(wrong("dike", "Dijkzigt")).toEqual([
      "inwoners.csv:3 neighbourhood: there is no such neighbourhood, did you mean “Dijkzicht”? (found “Dijkzigt”)",
    ]);
    expect(problemsOf(`${good}Totaal,1,1,1,1,1\n`)).toEqual([
      "inwoners.csv:4 neighbourhood: there is no such neighbourhood, use one of harbour, dike, or leave this line out (found “Totaal”)",
    ]);
  });

  test("when something is not a number, or is missing", () => {
    expect(wrong("1,2,3,4,50", "1,x,,4")).toEqual([
      "inwoners.csv:3 18_20: fill in a number (found “x”)",
      "inwoners.csv:3 21_24: fill in a number, 0 when nobody lives there (found nothing)",
      "inwoners.csv:3 28_up: fill in a number, 0 when nobody lives there (found nothing)",
    ]);
    expect(wrong("1,2,3", "Infinity,1e3,0x10")).toHaveLength(3);
  });

  test("when a number is negative", () => {
    expect(wrong("10,20", "-10,20")).toEqual(["inwoners.csv:2 16_17: fill in 0 or more (found “-10”)"]);
  });

  test("when a number could be two", () => {
    expect(wrong("10,20", '"1,010",20')).toEqual([
      "inwoners.csv:2 16_17: write it without a comma, as 1010 (found “1,010”)",
    ]);
  });

  test("when a neighbourhood is there twice, or not at all", () => {
    expect(problemsOf(`${good}Dijkzicht,1,2,3,4,50\n`)).toEqual([
      "inwoners.csv:4 neighbourhood: already on line 3, leave one out (found “Dijkzicht”)",
    ]);
    expect(problemsOf(`${heading}\nharbour,1,2,3,4,5\n`)).toEqual([
      "inwoners.csv:1 add a line for the neighbourhood “dike” (Dijkzicht)",
    ]);
    expect(problemsOf(`${good},1,2,3,4,5\n`)).toEqual([
      "inwoners.csv:4 neighbourhood: fill in a neighbourhood, one of harbour, dike (found nothing)",
    ]);
  });

  test("when a column is missing, misspelled or there twice", () => {
    expect(wrong(",18_20", ",18_21")).toEqual(["inwoners.csv:1 add a column 18_20 (or is it “18_21”?)"]);
    expect(wrong(",28_up", ",16-17,28_up")).toEqual([
      "inwoners.csv:1 16-17: this column is there twice, leave one out",
    ]);
    expect(problemsOf("")).toEqual([
      "inwoners.csv:1 write a heading with the columns neighbourhood, 16_17, 18_20, 21_24, 25_27, 28_up",
    ]);
  });

  test("when a name belongs to more than one neighbourhood", () => {
    const two = [...neighbourhoods, { key: "dike_south", name: "Dijkzicht", cbs: "BU99990009" }];
    const text = `${good}Dijkzicht,1,1,1,1,1\n`;
    expect(() => readPopulation(text, "inwoners.csv", two)).toThrow(
      "inwoners.csv:4 neighbourhood: more than one neighbourhood has this name, write its key (found “Dijkzicht”)",
    );
  });
});
