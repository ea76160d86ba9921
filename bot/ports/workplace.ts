import type { Card, Form, Home } from "../core/model/card.ts";
import type { Language, Message } from "../core/model/message.ts";
import type { Outsider } from "../core/model/staff.ts";

/** Where officials work. All texts are rendered in `language`. */
export interface Workplace {
  postCard(
    channel: string,
    card: Card,
    files: Readonly<Record<string, string>>,
    language: Language,
  ): Promise<{ channel: string; ts: string }>;
  updateCard(
    at: { channel: string; ts: string },
    card: Card,
    files: Readonly<Record<string, string>>,
    language: Language,
  ): Promise<void>;
  /** @returns ts of the thread message; long words are split over several, all returned */
  thread(
    at: { channel: string; ts: string },
    message: Message,
    language: Language,
  ): Promise<readonly string[]>;
  upload(
    at: { channel: string; ts: string },
    file: { name: string; bytes: Uint8Array; type: string; alt: Message },
    language: Language,
  ): Promise<string>;
  /** Gives a file to one member, in private. */
  give(
    member: string,
    file: { name: string; bytes: Uint8Array; type: string; alt: Message },
    language: Language,
  ): Promise<void>;
  removeMessage(channel: string, ts: string): Promise<void>;
  removeFile(file: string): Promise<void>;
  tell(member: string, message: Message, language: Language): Promise<void>;
  whisper(channel: string, member: string, message: Message, language: Language): Promise<void>;
  openForm(trigger: string, form: Form, language: Language): Promise<void>;
  showHome(member: string, home: Home, language: Language): Promise<void>;
  /** The member's own language, from the workspace; the town's first language when unknown. */
  language(member: string): Promise<Language>;
  /** The same, and whether she is a colleague, in one look-up. `unknown`: the workspace could not be asked. */
  member(member: string): Promise<{ readonly language: Language; readonly outsider?: Outsider | "unknown" }>;
}
