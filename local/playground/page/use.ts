import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Keeps a scrolling list at its end while the reader is there; a new `subject` starts at the end. */
export function useFollow(subject: unknown, content: unknown): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const box = place.current;
    if (!box) return;
    const watch = () => {
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
    };
    const follow = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    box.addEventListener("scroll", watch, { passive: true });
    follow.observe(box);
    if (box.firstElementChild) follow.observe(box.firstElementChild);
    return () => {
      box.removeEventListener("scroll", watch);
      follow.disconnect();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation starts at its end
  useLayoutEffect(() => {
    atEnd.current = true;
  }, [subject]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when there is something new to follow
  useLayoutEffect(() => {
    const box = place.current;
    if (box && atEnd.current) box.scrollTop = box.scrollHeight;
  }, [subject, content]);
  return place;
}

/** Closes what is open on Escape, on a press elsewhere, and when the focus moves elsewhere. */
export function useDismiss(open: boolean, close: () => void): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(close);
  latest.current = close;
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) latest.current();
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      latest.current();
      place.current?.querySelector<HTMLElement>("[aria-expanded]")?.focus();
    };
    const box = place.current;
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    box?.addEventListener("keydown", onEscape);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      box?.removeEventListener("keydown", onEscape);
    };
  }, [open]);
  return place;
}

/** A choice that is remembered in this browser, where possible. */
export function useRemembered<T extends string>(
  name: string,
  first: T | undefined,
): [T | undefined, (value: T) => void] {
  const key = `samenspel-playground-${name}`;
  const [value, setValue] = useState<T | undefined>(() => {
    try {
      return (localStorage.getItem(key) as T | null) ?? first;
    } catch {
      return first;
    }
  });
  const remember = (next: T) => {
    setValue(next);
    try {
      localStorage.setItem(key, next);
    } catch {
      // Private windows may refuse; then it lasts until the page is closed.
    }
  };
  return [value, remember];
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const take = () => setMatches(list.matches);
    list.addEventListener("change", take);
    return () => list.removeEventListener("change", take);
  }, [query]);
  return matches;
}
