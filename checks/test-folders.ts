import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "./finding.ts";

export interface TestHouse {
  /** Root folders other than `bot/` that a folder of `test/` may be named after, and likewise what is below them. */
  readonly beside: readonly string[];
  /** Folders of tests that mirror nothing, with their purpose. Anything below them is theirs. */
  readonly kinds: Readonly<Record<string, string>>;
}

/** Each folder of `test/` is named after what it tests, or is a kind of test with a name and a reason. */
export function checkTestFolders(root: string, { beside, kinds }: TestHouse): readonly Finding[] {
  const entries = readdirSync(join(root, "test"), { recursive: true, withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(join(root, "test").length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
  const strangers = folders
    .filter((folder) => !within(Object.keys(kinds), folder))
    .map((folder) => ({ folder, mirrored: within(beside, folder) ? folder : `bot/${folder}` }))
    .filter(({ mirrored }) => !existsSync(join(root, mirrored)))
    .map(
      ({ folder, mirrored }): Finding => ({
        where: `test/${folder}`,
        wrong: `mirrors no room: there is no ${mirrored}`,
        next: "Move its tests to the folder named after the room that they test, or name it in checks/house.ts as a kind of test, with one line that says what it is for.",
      }),
    );
  const missing = Object.keys(kinds)
    .filter((kind) => !folders.includes(kind))
    .map(
      (kind): Finding => ({
        where: `test/${kind}`,
        wrong: "is named as a kind of test and does not exist",
        next: "Take it out of checks/house.ts.",
      }),
    );
  const loose = entries
    .filter((entry) => !entry.isDirectory() && entry.parentPath === join(root, "test"))
    .map(
      ({ name }): Finding => ({
        where: `test/${name}`,
        wrong: "a loose file",
        next: "Move it into the folder named after the room that it tests.",
      }),
    );
  return [...strangers, ...missing, ...loose];
}

function within(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
