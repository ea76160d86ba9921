/**
 * Things that are described at once and made when somebody first looks at them. Bundles get zod this way
 * (`infra/slim-zod.ts`): a function knows hundreds of schemas, and one update is read with a few of them. Whoever writes
 * or uses a schema sees no difference.
 */

type Make = () => unknown;

/** How to make what a stand-in stands for; a second call gives the same thing. */
const makers = new WeakMap<object, Make>();

/** The thing itself. In arrays and plain objects too, because that is how a schema is told of its parts. */
function made(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const make = makers.get(value);
  if (make) return make();
  if (Array.isArray(value)) return value.map(made);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, made(part)]));
}

/** What is asked of a schema only to describe another one, and makes neither. */
const DESCRIBES = { check: "call", shape: "parts" } as const;

/**
 * Stands for what `make` returns, until it is looked at.
 * @param describes properties that can be given without making it: of the result of a call, or of an object's parts
 */
function standIn(make: Make, describes: Readonly<Record<string, "call" | "parts">>): object {
  let found: { readonly it: object } | undefined;
  const it = () => {
    found ??= { it: Object(make()) };
    return found.it;
  };
  const stand = new Proxy(
    {},
    {
      get(_, key) {
        const how = found || typeof key === "symbol" ? undefined : describes[key];
        if (how === "call")
          return (...given: unknown[]) =>
            standIn(() => Reflect.get(it(), key).apply(it(), given.map(made)), describes);
        if (how === "parts") return partsOf(() => Reflect.get(it(), key));
        return Reflect.get(it(), key);
      },
      has: (_, key) => Reflect.has(it(), key),
      set: (_, key, value) => Reflect.set(it(), key, value),
      getPrototypeOf: () => Reflect.getPrototypeOf(it()),
      ownKeys: () => Reflect.ownKeys(it()),
      getOwnPropertyDescriptor(_, key) {
        const own = Reflect.getOwnPropertyDescriptor(it(), key);
        // A stand-in may only show what could still be changed.
        return own && { ...own, configurable: true };
      },
    },
  );
  makers.set(stand, it);
  return stand;
}

/** The parts of an object that is not made yet: one of them can be named without making it. */
function partsOf(make: Make): object {
  const parts = new Map<PropertyKey, object>();
  const stand: object = new Proxy(
    {},
    {
      get(_, key) {
        const part = parts.get(key) ?? standIn(() => Reflect.get(Object(make()), key), DESCRIBES);
        parts.set(key, part);
        return part;
      },
      ownKeys: () => Reflect.ownKeys(Object(make())),
      getOwnPropertyDescriptor: (_, key) =>
        Reflect.has(Object(make()), key)
          ? { value: Reflect.get(stand, key), enumerable: true, configurable: true }
          : undefined,
    },
  );
  makers.set(stand, make);
  return stand;
}

/**
 * What a function of a library returns, such as `z.object`, called with what it was given.
 * @param find loads the library, when the first thing is made
 */
export const deferred = (find: () => unknown, given: readonly unknown[]): unknown =>
  standIn(() => (find() as (...all: unknown[]) => unknown)(...given.map(made)), DESCRIBES);

/** Functions of a library under one name, such as `z.iso`. */
export const deferredAll = (find: () => unknown): unknown =>
  new Proxy(
    {},
    {
      get:
        (_, key) =>
        (...given: unknown[]) =>
          deferred(() => Reflect.get(Object(find()), key), given),
    },
  );

/** A class of a library, such as `$ZodError`: for `instanceof` alone. */
export const deferredClass = (find: () => unknown): unknown =>
  new Proxy(class {}, { get: (_, key) => Reflect.get(Object(find()), key) });
