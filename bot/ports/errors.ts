/** A message was to be paid for, and the channel did not take the payment: it has not been sent. */
export class Unpaid extends Error {
  constructor(cause: unknown) {
    super("the channel did not take the payment", { cause });
    this.name = "Unpaid";
  }
}

/** Somebody else changed it first: load and decide again. */
export class Conflict extends Error {
  override name = "Conflict";
}

/** The table could not be reached, or was too busy: nothing was decided. Trying again can help. */
export class Unavailable extends Error {
  override name = "Unavailable";
}

/** This person or place cannot be reached now: mark it, and do not retry for ever. */
export class Undeliverable extends Error {
  override name = "Undeliverable";
}

/**
 * Too busy: try again after this many seconds. `refused`: the other side said so before it did anything, so nothing of
 * it can have arrived.
 */
export class Wait extends Error {
  override name = "Wait";
  readonly seconds: number;
  readonly refused: boolean;
  /** How many of several messages had arrived before: only the ones after them were refused. */
  readonly arrived: number;
  constructor(
    seconds: number,
    options?: ErrorOptions & { readonly refused?: boolean; readonly arrived?: number },
  ) {
    super(`asked to wait ${seconds} seconds`, options);
    this.seconds = seconds;
    this.refused = options?.refused ?? false;
    this.arrived = options?.arrived ?? 0;
  }
}
