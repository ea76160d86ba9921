import { createContext, useContext } from "react";
import type { World } from "../api.ts";
import type { UiLanguage } from "./texts.ts";
import type { TextKey } from "./texts-en.ts";
import type { Act } from "./world.ts";

export interface Playground {
  world: World;
  act: Act;
  /** A text of the page itself, in the page's language. */
  t: (key: TextKey, params?: Record<string, string | number>) => string;
  language: UiLanguage;
  theme: "light" | "dark";
}

export const PlaygroundContext = createContext<Playground | undefined>(undefined);

export function usePlayground(): Playground {
  const playground = useContext(PlaygroundContext);
  if (!playground) throw new Error("usePlayground outside the page");
  return playground;
}
