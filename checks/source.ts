import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync, Visitor } from "rolldown/utils";

/** A TypeScript file, as far as the checks look at it. */
export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  /** The project's files that it imports or exports from, types included. Paths from the root. */
  readonly imports: readonly string[];
  /** Names of the functions that it exports, declared or kept in a constant. Computed when asked. */
  readonly functions: () => readonly string[];
}

/** Paths from the root of all code files in and below a folder; none when there is no such folder. */
export function codeFiles(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((path) => /\.tsx?$/.test(path))
    .sort();
}

/** The number of lines in a text: a final line break ends a line and does not start another. */
export function linesIn(text: string): number {
  return text === "" ? 0 : text.replace(/\n$/, "").split("\n").length;
}

/** @throws Error when the file cannot be parsed */
export function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`${path} cannot be parsed: ${parsed.errors[0]?.message}`);
  const imports = [...new Set(namedIn(text, parsed))]
    .filter((name) => name.startsWith("."))
    .map((name) => normalize(join(dirname(path), name)).replaceAll("\\", "/"));
  return {
    path,
    lines: linesIn(text),
    imports,
    functions: () => functionsOf(parsed.program),
  };
}

type Parsed = ReturnType<typeof parseSync>;

/** Everything that a file imports or exports from, as written. */
function namedIn(text: string, { module, program }: Parsed): readonly string[] {
  const named = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.map(({ moduleRequest }) => moduleRequest?.value),
    ),
  ].filter((name) => name !== undefined);
  // Walking the tree takes most of the time, and few files have inline imports.
  if (!/\bimport\s*\(/.test(text)) return named;
  new Visitor({
    ImportExpression: ({ source }) => {
      if (source.type === "Literal" && typeof source.value === "string") named.push(source.value);
    },
    TSImportType: ({ source }) => void named.push(source.value),
  }).visit(program);
  return named;
}

function functionsOf({ body }: Parsed["program"]): readonly string[] {
  return body.flatMap((statement) => {
    if (statement.type !== "ExportNamedDeclaration") return [];
    const { declaration } = statement;
    if (declaration?.type === "FunctionDeclaration" && declaration.id) return [declaration.id.name];
    if (declaration?.type !== "VariableDeclaration") return [];
    return declaration.declarations.flatMap(({ id, init }) => {
      const isFunction = init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression";
      return isFunction && id.type === "Identifier" ? [id.name] : [];
    });
  });
}
