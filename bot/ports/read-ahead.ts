import type { Row } from "./rows.ts";
import type { FoundRow, RowName, Store } from "./store.ts";

/**
 * Reads rows ahead, in one call: what is going to be needed is often known before the first of it is read. The first
 * time that one of them is asked for it is answered from that call; the second time it is read again. So whoever looks
 * again because somebody else was first sees what is there now.
 * @returns the store, knowing these rows
 */
export async function readAhead(store: Store, names: readonly RowName[]): Promise<Store> {
  const found = await store.together(names);
  const ahead = new Map<string, FoundRow>();
  for (const [at, name] of names.entries()) {
    const one = found[at];
    if (one) ahead.set(asText(name), one);
  }

  function from<Found extends Row>(
    name: RowName & Pick<Found, "row">,
    read: () => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    const one = ahead.get(asText(name));
    if (one === undefined) return read();
    ahead.delete(asText(name));
    if ("error" in one) return Promise.reject(one.error);
    // The store finds rows of the kind that was named.
    return Promise.resolve(one.row as Found | undefined);
  }

  return {
    ...store,
    contribution: (id) => from({ row: "contribution", id }, () => store.contribution(id)),
    process: (id) => from({ row: "process", id }, () => store.process(id)),
    staff: (id) => from({ row: "staff", id }, () => store.staff(id)),
    broadcast: (id) => from({ row: "broadcast", id }, () => store.broadcast(id)),
    office: () => from({ row: "office" }, () => store.office()),
    entry: (contribution, n) => from({ row: "entry", contribution, n }, () => store.entry(contribution, n)),
    posted: (contribution) => from({ row: "posted", contribution }, () => store.posted(contribution)),
    notice: (group, id) => from({ row: "notice", group, id }, () => store.notice(group, id)),
    laneOf: (resident) => from({ row: "lane", resident }, () => store.laneOf(resident)),
  };
}

function asText(name: RowName): string {
  switch (name.row) {
    case "office":
      return name.row;
    case "entry":
      return `${name.row} ${name.contribution} ${name.n}`;
    case "posted":
      return `${name.row} ${name.contribution}`;
    case "lane":
      return `${name.row} ${name.resident}`;
    case "notice":
      return `${name.row} ${name.group} ${name.id}`;
    default:
      return `${name.row} ${name.id}`;
  }
}
