/** What is still to happen, earliest first: a binary heap. What falls together comes in the order it was added. */
export interface Agenda<Event> {
  add(at: number, event: Event): void;
  /** The earliest; undefined when nothing is left. */
  next(): { readonly at: number; readonly event: Event } | undefined;
}

export function createAgenda<Event>(): Agenda<Event> {
  const heap: { at: number; order: number; event: Event }[] = [];
  let order = 0;
  const before = (a: number, b: number): boolean => {
    const [left, right] = [heap[a], heap[b]];
    if (!left || !right) return false;
    return left.at < right.at || (left.at === right.at && left.order < right.order);
  };
  const swap = (a: number, b: number): void => {
    const [left, right] = [heap[a], heap[b]];
    if (left && right) [heap[a], heap[b]] = [right, left];
  };
  return {
    add(at, event) {
      heap.push({ at, order: order++, event });
      for (let n = heap.length - 1; n > 0; ) {
        const parent = (n - 1) >> 1;
        if (!before(n, parent)) break;
        swap(n, parent);
        n = parent;
      }
    },
    next() {
      const [earliest] = heap;
      const last = heap.pop();
      if (heap.length > 0 && last) {
        heap[0] = last;
        for (let n = 0; ; ) {
          const [left, right] = [2 * n + 1, 2 * n + 2];
          const child = before(right, left) ? right : left;
          if (!before(child, n)) break;
          swap(child, n);
          n = child;
        }
      }
      return earliest;
    },
  };
}
