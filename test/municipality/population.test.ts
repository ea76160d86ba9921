import { describe, expect, test } from "vitest";
import { readPopulation } from "../../bot/municipality/population.ts";
import { ConfigurationProblem } from "../../bot/runtime/config-problem.ts";

const neighbourhoods = [
  { key: "harbour", name: "Havenkwartier", cbs: "BU99990002" },
  { key: "dike", name: "Dijkzicht", cbs: "BU99990003" },
];
const heading = "neighbourhood,16_17,18_20,21_24,25_27,28_up";
const good = `${heading}\nharbour,10,20,30,40,500\ndike,1,2,3,4,50\n`;

const read = (text: string) => readPopulation(text, "inwoners.csv", neighbourhoods).groups;

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

/** All files below are of an invented town, in the format of the downloads of Statistics Netherlands (CBS). */
describe("a municipality brings a file as a statistics office delivers it", () => {
  const whole = (text: string, town = "Waterkant") =>
    readPopulation(text, "inwoners.csv", neighbourhoods, town);
  /** 100 people aged 15 to 25 are ten for each year; so are 200 aged 25 to 45. */
  const spread = {
    "16_17|harbour": 20,
    "18_20|harbour": 30,
    "21_24|harbour": 40,
    "25_27|harbour": 30,
    "28_up|harbour": 170 + 300 + 50,
    "16_17|dike": 2,
    "18_20|dike": 3,
    "21_24|dike": 4,
    "25_27|dike": 3,
    "28_up|dike": 17 + 30 + 5,
  };

  const kwb = [
    "gwb_code_10;gwb_code_8;regio;gm_naam;recs;gwb_code;ind_wbi;a_inw;a_man;a_00_14;a_15_24;a_25_44;a_45_64;a_65_oo;p_geb;g_woz",
    "NL00;00;Nederland;Nederland;Land;NL00;.;17942942;1;2;3;4;5;6;.;.",
    "GM9999;9999;Waterkant;Waterkant;Gemeente;GM9999;1;755;370;40;110;220;330;55;.;.",
    "WK999900;999900;Wijk 00 Havenkwartier;Waterkant;Wijk;WK999900;1;755;370;40;110;220;330;55;.;.",
    "BU99990002;99990002;Havenkwartier;Waterkant;Buurt;BU99990002;1;690;340;40;100;200;300;50;.;.",
    "BU99990003;99990003;Dijkzicht;Waterkant;Buurt;BU99990003;1;65;30;0;10;20;30;5;.;1.5",
    "BU99990009;99990009;Bedrijventerrein De Kade;Waterkant;Buurt;BU99990009;1;0;0;0;0;0;0;0;.;.",
    "BU88880001;88880001;Elders-Oost;Elders;Buurt;BU88880001;1;900;400;100;100;300;300;100;.;.",
  ].join("\r\n");

  test("the spreadsheet “Kerncijfers wijken en buurten”: wider ages are spread evenly, and that is an estimate", () => {
    expect(whole(kwb)).toEqual({ groups: spread, estimated: true });
  });

  test("the same with quotes round every heading and no letters before the codes", () => {
    const quoted = kwb
      .split("\r\n")
      .map((line, at) => {
        const [, digits = "", ...rest] = line.split(";");
        return at === 0 ? `"${[digits, ...rest].join('";"')}"` : [digits, ...rest].join(";");
      })
      .join("\n")
      .replaceAll("BU9999", "9999");
    expect(whole(quoted).groups).toEqual(spread);
  });

  test("the open data: codes with spaces behind them, and names with a number", () => {
    const odata = [
      "ID,WijkenEnBuurten,Gemeentenaam_1,SoortRegio_2,Codering_3,AantalInwoners_5,Mannen_6,k_0Tot15Jaar_8,k_15Tot25Jaar_9,k_25Tot45Jaar_10,k_45Tot65Jaar_11,k_65JaarOfOuder_12",
      '0,"GM9999    ","Waterkant","Gemeente  ","GM9999    ",755,370,40,110,220,330,55',
      '1,"WK999900  ","Waterkant","Wijk      ","WK999900  ",755,370,40,110,220,330,55',
      '2,"BU99990002","Waterkant","Buurt     ","BU99990002",690,340,40,100,200,300,50',
      '3,"BU99990003","Waterkant","Buurt     ","BU99990003",65,30,0,10,20,30,5',
    ].join("\n");
    expect(whole(odata)).toEqual({ groups: spread, estimated: true });
  });

  test("StatLine: a title and filters above the heading, units below it, the total, separators and the source", () => {
    const statline = [
      '\uFEFF"Kerncijfers wijken en buurten, 2026"',
      '"Perioden";"2026"',
      '"Regio";"Waterkant"',
      ";;;;;;",
      '"Onderwerp";"Regioaanduiding/Codering";"Bevolking/Aantal inwoners";"Bevolking/Leeftijdsgroepen/15 tot 25 jaar";"Bevolking/Leeftijdsgroepen/25 tot 45 jaar";"Bevolking/Leeftijdsgroepen/45 tot 65 jaar";"Bevolking/Leeftijdsgroepen/65 jaar of ouder"',
      '"Wijken en buurten";"code";"aantal";"aantal";"aantal";"aantal";"aantal"',
      '"";"";"aantal";"aantal";"aantal";"aantal";"aantal"',
      "----------;----------;---;---;---;---;---",
      '"Waterkant";"GM9999  ";"755";"110";"220";"330";"55"',
      '"Wijk 00 Havenkwartier";"WK999900";"755";"110";"220";"330";"55"',
      '"Havenkwartier";"BU99990002";"690";"100";"200";"300";"50"',
      '"Dijkzicht";"BU99990003";"65*";"10";"20";"30";"5"',
      ";;;;;;",
      '"Totaal";"";"755";"110";"220";"330";"55"',
      '"Bron: CBS"',
    ].join("\r\n");
    expect(whole(statline)).toEqual({ groups: spread, estimated: true });
  });

  test("the register by single year is added up, and that is no estimate", () => {
    const years = Array.from({ length: 100 }, (_, year) => year);
    const register = [
      `Buurtcode;Buurtnaam;Wijk;${years.map((year) => `${year} jaar`).join(";")};100 jaar of ouder`,
      `BU99990002;Havenkwartier;Havenwijk;${years.map((year) => (year < 28 ? year : 1)).join(";")};3`,
      `BU99990003;Dijkzicht;Dijkwijk;${years.map((year) => (year === 20 ? "1.000" : "-")).join(";")};-`,
      `;Totaal;;${years.map(() => "9").join(";")};9`,
    ].join("\n");
    const { groups, estimated } = whole(register);
    expect(estimated).toBe(false);
    expect(groups).toMatchObject({
      "16_17|harbour": 33,
      "18_20|harbour": 57,
      "21_24|harbour": 90,
      "25_27|harbour": 78,
      "28_up|harbour": 75,
      "18_20|dike": 1000,
      "28_up|dike": 0,
    });
  });

  test("districts that are neighbourhoods of the town are taken, and the parts of them are not", () => {
    const districts = [{ key: "west", name: "West", cbs: "WK999900" }];
    const { groups } = readPopulation(kwb, "inwoners.csv", districts, "Waterkant");
    expect(groups).toMatchObject({ "16_17|west": 22, "28_up|west": 187 + 330 + 55 });
  });

  test("a municipality with the name of one of its neighbourhoods is not taken for it", () => {
    const named = kwb.replaceAll("Havenkwartier;Waterkant;Buurt", "Waterkant;Waterkant;Buurt");
    const [, dike] = neighbourhoods;
    const town = [{ key: "harbour", name: "Waterkant", cbs: "BU99990002" }, ...(dike ? [dike] : [])];
    expect(readPopulation(named, "inwoners.csv", town, "Waterkant").groups).toEqual(spread);
  });

  test("a code with letters in it is one", () => {
    const lettered = kwb.replaceAll("99990003", "9999AD03");
    const town = [neighbourhoods[0], { key: "dike", name: "Dijkzicht", cbs: "BU9999AD03" }];
    const known = town.flatMap((one) => one ?? []);
    expect(readPopulation(lettered, "inwoners.csv", known, "Waterkant").groups).toEqual(spread);
  });

  test("what is unknown is asked for by its row, and where nobody lives it is nobody", () => {
    const secret = kwb.replace("1;65;30;0;10;20;30;5", "1;65;30;.;.;20;.;5");
    expect(problemsOf(secret)).toEqual([
      "inwoners.csv:6 a_15_24: not known to who made the file; write an estimate, or 0 when nobody lives there (found “.”)",
      "inwoners.csv:6 a_45_64: not known to who made the file; write an estimate, or 0 when nobody lives there (found “.”)",
    ]);
    const empty = kwb.replace("1;65;30;0;10;20;30;5", "1;0;.;.;.;.;.;.");
    expect(whole(empty).groups).toMatchObject({ "16_17|dike": 0, "28_up|dike": 0 });
  });

  test("a neighbourhood that the town's own file forgot, and where people live, is asked about", () => {
    const forgotten = kwb.replace("BU99990009;1;0;0;0;0;0;0;0", "BU99990009;1;20;10;0;5;10;5;0");
    expect(problemsOf(forgotten)).toEqual([
      expect.stringMatching(/^inwoners.csv:7 gwb_code_10: there is no such neighbourhood, .*BU99990009”\)$/),
    ]);
  });

  test("ages from which ours cannot be told are named", () => {
    const coarse = kwb.replace("a_15_24;a_25_44;a_45_64;a_65_oo", "p_15_24_jr;a_woning;a_45_64;a_65_oo");
    expect(problemsOf(coarse)).toEqual(
      ["16_17", "18_20", "21_24", "25_27", "28_up"].map((age) => `inwoners.csv:1 add a column ${age}`),
    );
  });
});

describe("a municipality that makes a mistake hears the line, the column and what to write", () => {
  const wrong = (from: string, to: string) => problemsOf(good.replace(from, to));

  test("when there is no such neighbourhood", () => {
    expect(wrong("dike", "Dijkzigt")).toEqual([
      "inwoners.csv:3 neighbourhood: there is no such neighbourhood, did you mean “Dijkzicht”? (found “Dijkzigt”)",
    ]);
    expect(problemsOf(`${good}Molenwijk-Zuid,1,1,1,1,1\n`)).toEqual([
      "inwoners.csv:4 neighbourhood: there is no such neighbourhood, use one of harbour, dike, or leave this line out (found “Molenwijk-Zuid”)",
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
