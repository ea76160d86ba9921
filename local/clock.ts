/**
 * Moves this process's clock, so that a week can pass in a second. The product reads the time the ordinary
 * way and is unaware of it.
 */
let offset = 0;

export function moveClock(milliseconds: number): void {
  offset = milliseconds;
}

const Real = Date;
const realNow = Date.now;

class MovedDate extends Real {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(realNow() + offset);
    else super(...given);
  }
  static override now(): number {
    return realNow() + offset;
  }
}

/** The machine's own clock. Milliseconds since 1970. */
export function machineNow(): number {
  return realNow();
}

/** From here on `new Date()` and `Date.now()` use the moved clock. */
export function takeOverClock(): void {
  globalThis.Date = new Proxy(MovedDate, {
    construct: (target, given: [] | [number | string | Date], newTarget) =>
      given.length <= 1
        ? Reflect.construct(target, given, newTarget)
        : Reflect.construct(Real, given, newTarget),
    apply: () => new MovedDate().toString(),
  }) as DateConstructor;
}
