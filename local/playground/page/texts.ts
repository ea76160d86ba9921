import { en, type TextKey } from "./texts-en.ts";
import { nl } from "./texts-nl.ts";

export type UiLanguage = "en" | "nl";

export function text(
  language: UiLanguage,
  key: TextKey,
  params: Record<string, string | number> = {},
): string {
  return (language === "nl" ? nl : en)[key].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(params[name] ?? ""),
  );
}
