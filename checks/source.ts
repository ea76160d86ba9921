import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync, Visitor } from "rolldown/utils";

/** A file of TypeScript, as far as the checks look at it. */
export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  /** Files of the project that it imports or exports from, types included. Paths from the root. */
  readonly imports: readonly string[];
  /** Names of the functions that it exports, declared or kept in a constant. */
  readonly functions: readonly string[];
}

/** Paths from the root of all files with code in a folder and below; none when there is no such folder. */
export function codeFiles(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((path) => /\.tsx?$/.test(path))
    .sort();
}

/** How many lines a text has: a last line that is ended is one, and what comes after it is none. */
export function linesIn(text: string): number {
  return text === "" ? 0 : text.replace(/\n$/, "").split("\n").length;
}

/** @throws Error when the file cannot be parsed */
export function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const named = new Set<string>();
  const functions: string[] = [];
  new Visitor({
    ImportDeclaration: ({ source }) => void named.add(source.value),
    ExportAllDeclaration: ({ source }) => void named.add(source.value),
    ImportExpression: ({ source }) => {
      if (source.type === "Literal" && typeof source.value === "string") named.add(source.value);
    },
    TSImportType: ({ source }) => void named.add(source.value),
    ExportNamedDeclaration: ({ source, declaration }) => {
      if (source) named.add(source.value);
      if (declaration?.type === "FunctionDeclaration" && declaration.id) functions.push(declaration.id.name);
      if (declaration?.type !== "VariableDeclaration") return;
      for (const { id, init } of declaration.declarations) {
        const isFunction = init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression";
        if (isFunction && id.type === "Identifier") functions.push(id.name);
      }
    },
  }).visit(program);
  const imports = [...named]
    .filter((name) => name.startsWith("."))
    .map((name) => normalize(join(dirname(path), name)).replaceAll("\\", "/"));
  return { path, lines: linesIn(text), imports, functions };
}
