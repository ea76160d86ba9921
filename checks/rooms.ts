import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./finding.ts";

/**
 * A folder with a closed list of contents. A part is a room (a folder) or a loose file, with its purpose. The order is
 * the stream: a part imports only from the parts below it.
 */
export interface House {
  /** From the root, such as "bot/core". */
  readonly folder: string;
  readonly parts: Readonly<Record<string, string>>;
}

/** What is in the folder but not in the list, and the other way round. */
export function checkParts(root: string, { folder, parts }: House): readonly Finding[] {
  const there = readdirSync(join(root, folder), { withFileTypes: true });
  const strangers = there
    .filter(({ name }) => !Object.hasOwn(parts, name))
    .map((entry): Finding => {
      const where = `${folder}/${entry.name}`;
      return entry.isDirectory()
        ? {
            where,
            wrong: "a room that is not in the list",
            next: "Move its files into a room that `npm run structure -- --rooms` prints, or name it in checks/house.ts with one line that says what it is for.",
          }
        : {
            where,
            wrong: "a loose file",
            next: `Move it into a room: \`npm run structure -- --rooms\` says what each is for.`,
          };
    });
  const missing = Object.keys(parts)
    .filter((name) => !existsSync(join(root, folder, name)))
    .map(
      (name): Finding => ({
        where: `${folder}/${name}`,
        wrong: "stands in the list and does not exist",
        next: "Take it out of checks/house.ts.",
      }),
    );
  return [...strangers, ...missing];
}

interface Override {
  readonly includes?: readonly string[];
  readonly linter?: {
    readonly rules?: { readonly style?: { readonly noRestrictedImports?: { readonly level?: string } } };
  };
}

/** Each room of `bot/` has its own import rule in biome.json, and no rule is left for a room that is gone. */
export function checkImportRules(root: string, { folder, parts }: House): readonly Finding[] {
  const settings: { readonly overrides?: readonly Override[] } = JSON.parse(
    readFileSync(join(root, "biome.json"), "utf8"),
  );
  const overrides = settings.overrides ?? [];
  const ruled = overrides
    .filter(({ linter }) => linter?.rules?.style?.noRestrictedImports?.level === "error")
    .flatMap(({ includes = [] }) => includes);
  const without = Object.keys(parts)
    .filter((name) => !name.endsWith(".grit"))
    .filter(
      (name) => !ruled.some((glob) => glob === `${folder}/${name}` || glob.startsWith(`${folder}/${name}/`)),
    )
    .map(
      (name): Finding => ({
        where: `${folder}/${name}`,
        wrong: "has no import rule in biome.json",
        next: "Add an override for it with style/noRestrictedImports at level error that says whom it may import, and plant a bad line in test/rules/imports.test.ts.",
      }),
    );
  const left = overrides
    .flatMap(({ includes = [] }) => includes)
    .map((glob) => glob.replace(/^!/, ""))
    .filter((glob) => glob.startsWith(`${folder}/`))
    .filter((glob) => {
      const [name = ""] = glob.slice(folder.length + 1).split("/");
      return !name.includes("*") && !Object.hasOwn(parts, name);
    })
    .map(
      (glob): Finding => ({
        where: `biome.json, override for ${glob}`,
        wrong: "is about a room that is not in the list",
        next: "Give it the new name of the room, or take the override out.",
      }),
    );
  return [...without, ...left];
}
