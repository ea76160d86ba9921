import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type Asked, camel, inWords, type Taken } from "./names.ts";
import { registered } from "./registered.ts";

/** What the generator writes: each file with its path from the root of the repository. Nothing is written here. */

/** A file as it is to be. */
export interface Piece {
  readonly path: string;
  readonly text: string;
}

const TEMPLATE = "scaffold/template";
const REGISTRY = "bot/instruments/registry.ts";

/** The languages in which the template is written. Others get the Dutch texts, each with a mark. */
const written = ["nl", "en"];

/** @param root the folder of the repository */
export function piecesOf(asked: Asked, root: string): readonly Piece[] {
  const { name } = asked;
  return [
    ...globSync("*.ts", { cwd: join(root, TEMPLATE) })
      .toSorted()
      .map((file) => codeOf(file, asked, root)),
    { path: REGISTRY, text: registered(readFileSync(join(root, REGISTRY), "utf8"), name) },
    ...languagesIn(root).flatMap((language) => textsOf(language, asked, root)),
    { path: `test/golden/${name}.txt`, text: filled(read(root, "golden.txt"), asked) },
  ];
}

/** What has a name already, read from the repository. */
export function takenIn(root: string, commands: readonly string[]): Taken {
  const folders = readdirSync(join(root, "bot/instruments"), { withFileTypes: true });
  const texts = languagesIn(root).flatMap((language) => [
    ...globSync("*.json", { cwd: join(root, "locales", language) }).map((file) => file.replace(".json", "")),
    ...Object.keys(officialsIn(language, root)),
  ]);
  const code = globSync("*.ts", { cwd: join(root, TEMPLATE) }).map((file) => read(root, file));
  return {
    names: folders.filter((one) => one.isDirectory()).map((one) => one.name),
    commands: ["samenspel", ...commands],
    // Buttons of no instrument carry “core”.
    texts: [...new Set([...texts, "core"])],
    transcripts: globSync("*.txt", { cwd: join(root, "test/golden") }).map((file) =>
      file.replace(".txt", ""),
    ),
    words: [...new Set(code.flatMap((text) => withoutComments(text).match(/[A-Za-z]\w*/g) ?? []))],
  };
}

function languagesIn(root: string): readonly string[] {
  const all = readdirSync(join(root, "locales"), { withFileTypes: true });
  return all.filter((one) => one.isDirectory()).map((one) => one.name);
}

function read(root: string, file: string): string {
  return readFileSync(join(root, TEMPLATE, file), "utf8");
}

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}

/** A file of the template under the new name, in the folder where it belongs. */
function codeOf(file: string, asked: Asked, root: string): Piece {
  const { name } = asked;
  const isTest = file.endsWith(".test.ts");
  const text = read(root, file)
    // The template lies two folders deep, as an instrument does three.
    .replaceAll('"../../bot/', isTest ? '"../../../bot/' : '"../../')
    .replaceAll('"../../test/', '"../../')
    .replaceAll(/(?<=["`:/])sample(?=["`:.])|sample(?=\.ts\b)/g, name)
    .replaceAll(/\bsample(?=\b|[A-Z])/g, camel(name));
  const folder = isTest ? "test/instruments" : "bot/instruments";
  return { path: `${folder}/${name}/${file.replace("sample", name)}`, text: filled(text, asked) };
}

/** What the template leaves open. @param words the name as people read it */
function filled(text: string, { name, command }: Asked, words = inWords(command)): string {
  return text.replaceAll("‹name›", words).replaceAll("‹kebab›", name).replaceAll("‹command›", command);
}

const layerSchema = z.record(z.string(), z.unknown());
const textsSchema = z.strictObject({ own: layerSchema, officials: layerSchema });
type Layer = z.infer<typeof layerSchema>;

/** A file of its own for residents, and a section in the file for officials. */
function textsOf(language: string, asked: Asked, root: string): readonly Piece[] {
  const isWritten = written.includes(language);
  // The command is a word of the town; the name is one of the code, which is English.
  const words = inWords(language === "en" ? asked.name : asked.command);
  const template = filled(read(root, `${isWritten ? language : "nl"}.json`), asked, words);
  const { own, officials } = textsSchema.parse(JSON.parse(template));
  const mark = (layer: Layer) => (isWritten ? layer : marked(layer, words));
  return [
    { path: `locales/${language}/${asked.name}.json`, text: json(mark(own)) },
    {
      path: `locales/${language}/officials.json`,
      text: json({ ...officialsIn(language, root), [asked.name]: mark(officials) }),
    },
  ];
}

function officialsIn(language: string, root: string): Layer {
  const path = join(root, "locales", language, "officials.json");
  return existsSync(path) ? layerSchema.parse(JSON.parse(readFileSync(path, "utf8"))) : {};
}

/** Each text with a sign that it is Dutch and waits for a translation; the name is a word of the town and has none. */
function marked(layer: Layer, name: string): Layer {
  const mark = (one: unknown) => {
    if (one === name) return name;
    return typeof one === "string" ? `[nl] ${one}` : marked(layerSchema.parse(one), name);
  };
  return Object.fromEntries(Object.entries(layer).map(([key, one]) => [key, mark(one)]));
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
