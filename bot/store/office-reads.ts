import type { Store } from "../ports/store.ts";
import { figuresKey, officeKey, staffKey } from "./keys.ts";
import type { RowReader } from "./row-reader.ts";
import { readFigures } from "./tallies.ts";

/** Reads the town hall's staff, arrangements and figures. */
export function officeReads(reader: RowReader): Pick<Store, "staff" | "office" | "figures"> {
  const { table, row } = reader;

  return {
    staff: (id) => row("staff", staffKey(id)),
    office: () => row("office", officeKey),
    async figures(desk, months) {
      return readFigures(await table.getMany([...new Set(months)].map((month) => figuresKey(desk, month))));
    },
  };
}
