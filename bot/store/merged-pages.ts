/**
 * Merges pages of several lists, each in order, so that nothing of one list waits until another is at its end.
 * @param moment what the lists are in order of
 */
export async function* mergedPages<Item>(
  lists: readonly AsyncIterable<readonly Item[]>[],
  moment: (item: Item) => string,
): AsyncGenerator<readonly Item[]> {
  const open = await Promise.all(
    lists.map(async (list) => {
      const pages = list[Symbol.asyncIterator]();
      return { pages, held: await next(pages) };
    }),
  );
  for (;;) {
    const live = open.flatMap(({ held }) => (held === undefined ? [] : [held]));
    if (live.length === 0) return;
    // What comes later in any list is not before the end of the page that it is at.
    const until = live
      .map((held) => moment(held.at(-1) as Item))
      .reduce((one, other) => (one < other ? one : other));
    const some = live.flatMap((held) => held.filter((item) => moment(item) <= until));
    yield some.sort((one, other) => (moment(one) < moment(other) ? -1 : 1));
    for (const list of open) {
      const left = list.held?.filter((item) => moment(item) > until);
      if (left) list.held = left.length > 0 ? left : await next(list.pages);
    }
  }
}

/** The next page with something on it; undefined at the end. */
async function next<Item>(pages: AsyncIterator<readonly Item[]>): Promise<readonly Item[] | undefined> {
  for (;;) {
    const page = await pages.next();
    if (page.done) return undefined;
    if (page.value.length > 0) return page.value;
  }
}
