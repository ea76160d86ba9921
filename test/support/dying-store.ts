type Module = typeof import("../../bot/store/store.ts");

/** Before which write to the table the process dies, and how many there were. */
export interface Fate {
  writes: number;
  readonly diesAt: number;
}

/** The store's module, whose stores die before a single write to their table: a commit can consist of several. */
export function dyingAtWrite(real: Module, fate: Fate): Module {
  const createStore: Module["createStore"] = (table, ...more) =>
    real.createStore(
      {
        ...table,
        async write(steps) {
          if (++fate.writes === fate.diesAt) throw new Error("dead");
          return table.write(steps);
        },
      },
      ...more,
    );
  return { ...real, createStore };
}
