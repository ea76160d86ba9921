import { camel } from "./names.ts";

const lists = [
  ["ofResidents", "resident"],
  ["ofOfficials", "official"],
  ["ofClock", "clock"],
  ["shown", "shown"],
] as const;

/**
 * The registry with one way of taking part more, last in each list.
 * @throws Error when the file does not look as it did when this was written
 */
export function registered(registry: string, name: string): string {
  const sides = lists.map(([list, side]) => ({ list, side, as: `${camel(name)}${capital(side)}` }));
  const imports = sides.map(({ side, as }) => `import { ${as} } from "./${name}/${side}-side.ts";\n`);
  const last = registry.lastIndexOf("\nimport ");
  const end = registry.indexOf("\n", last + 1) + 1;
  if (last < 0) throw new Error("bot/instruments/registry.ts has no imports: add the lines by hand.");
  return sides.reduce(
    (text, { list, as }) => {
      const found = new RegExp(`export const ${list}: [^=]*= \\[[^\\]]*?(?=,?\\s*\\])`).exec(text);
      if (!found)
        throw new Error(`bot/instruments/registry.ts has no list “${list}”: name ${as} in it by hand.`);
      const at = found.index + found[0].length;
      return `${text.slice(0, at)}, ${as}${text.slice(at)}`;
    },
    registry.slice(0, end) + imports.join("") + registry.slice(end),
  );
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
