import { useCallback, useEffect, useRef, useState } from "react";
import type { Action, World } from "../api.ts";

/** The servers' response to an action; `options` only for an external select. */
export interface Answer {
  ok: boolean;
  problem?: string;
  options?: { value: string; text: { type: "plain_text"; text: string } }[];
}

export type Act = (action: Action) => Promise<Answer>;

/**
 * The world as the servers last reported it. Each event is a whole World, so unchanged parts keep their
 * identity (see `keep`) and are not drawn again.
 */
export function useWorld(): {
  world?: World;
  connected: boolean;
  act: Act;
  problem?: string;
  dismiss: () => void;
} {
  const [world, setWorld] = useState<World>();
  const [connected, setConnected] = useState(true);
  const [problem, setProblem] = useState<string>();
  const live = useRef(false);

  useEffect(() => {
    const take = (next: World) => setWorld((old) => (old ? keep(old, next) : next));
    fetch("/playground/world")
      .then((answer) => answer.json())
      .then((first: World) => {
        if (!live.current) take(first);
      })
      .catch(() => setConnected(false));
    const events = new EventSource("/playground/events");
    events.onmessage = (event: MessageEvent<string>) => {
      live.current = true;
      setConnected(true);
      take(JSON.parse(event.data));
    };
    events.onopen = () => setConnected(true);
    events.onerror = () => setConnected(false);
    return () => events.close();
  }, []);

  const act = useCallback<Act>(async (action) => {
    try {
      const response = await fetch("/playground/do", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(action),
      });
      const answer: Answer = await response.json();
      setProblem(answer.ok ? undefined : (answer.problem ?? `HTTP ${response.status}`));
      return answer;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      setProblem(text);
      return { ok: false, problem: text };
    }
  }, []);

  const dismiss = useCallback(() => setProblem(undefined), []);
  return { world, connected, act, problem, dismiss };
}

/** The next value, reusing the old one's parts wherever they are equal. Data only: no cycles, no dates. */
function keep<T>(old: T, next: T): T;
function keep(old: unknown, next: unknown): unknown {
  if (Object.is(old, next) || !isTree(old) || !isTree(next) || Array.isArray(old) !== Array.isArray(next))
    return next;
  const names = Object.keys(next);
  let same = names.length === Object.keys(old).length;
  for (const name of names) {
    const kept = keep(old[name], next[name]);
    if (!(name in old) || kept !== old[name]) same = false;
    next[name] = kept;
  }
  return same ? old : next;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
