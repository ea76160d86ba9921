import type { SourceFile } from "./source.ts";

/** Functions that more than one file exports by the same name, with the files. In alphabetical order. */
export function sharedNames(
  files: readonly SourceFile[],
): readonly { readonly name: string; readonly paths: readonly string[] }[] {
  const paths = new Map<string, string[]>();
  for (const file of files)
    for (const name of file.functions()) paths.set(name, [...(paths.get(name) ?? []), file.path]);
  return [...paths]
    .filter(([, exporting]) => exporting.length > 1)
    .map(([name, exporting]) => ({ name, paths: exporting }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
