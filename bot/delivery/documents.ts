import type { Contribution } from "../core/model/contribution.ts";
import type { Document } from "../core/model/document.ts";
import type { ResidentId } from "../core/model/ids.ts";
import type { SingleNotice } from "../core/model/notice.ts";
import { codeFromHash, PAPER_CODES } from "../core/model/paper-code.ts";
import { shown } from "../instruments/registry.ts";
import { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";

type PaperNotice = Extract<SingleNotice, { kind: "paper" }>;

/** Renders the documents of a process as files and delivers them to the people who asked for them. */
export function createDocumentDelivery({
  store,
  workplace,
  channel,
  secrecy,
  clock,
  town,
  print,
}: Pick<Ports, "store" | "workplace" | "channel" | "secrecy" | "clock" | "town" | "print">) {
  const townLanguage = town.languages[0] ?? "nl";

  async function documentOf(id: string): Promise<Document | undefined> {
    const process = await store.process(id);
    const side = shown.find((one) => one.name === process?.instrument)?.process;
    return process && side?.document(process, { town, now: clock.now() });
  }

  /**
   * Posts them in the thread of the process's card: in the town's own language, and in others when the document is for
   * everybody. If this run dies halfway they are posted twice, with the same version in their names.
   */
  async function handOut(id: string): Promise<void> {
    const document = await documentOf(id);
    const posted = await store.posted(id);
    if (!document || !print) return;
    if (!posted) throw new Undeliverable("the card of this process is not there yet");
    for (const file of await print(document, townLanguage))
      await workplace.upload(posted, file, townLanguage);
  }

  /** Sends a copy to a resident who asked for it, at any hour. The first of the files is the one to read. */
  async function sendCopy(id: string, resident: ResidentId): Promise<void> {
    const lane = await store.laneOf(resident);
    const document = await documentOf(id);
    const [file] = document && lane && print ? await print(document, lane.language) : [];
    if (lane && file) await channel.sendFile(secrecy.open(lane.address), file, lane.language);
  }

  /** Where a merged contribution goes on. */
  async function wholeOf(contribution: Contribution): Promise<Contribution> {
    const side = shown.find(({ name }) => name === contribution.instrument);
    const into = side?.mergedInto?.(contribution);
    const next = into === undefined ? undefined : await store.contribution(into);
    return next ? wholeOf(next) : contribution;
  }

  /**
   * Prints a contribution for somebody without the chat: a receipt for whoever wrote it down, and an answer in the thread
   * of its card. The code on a receipt is derived here: no row holds it.
   */
  async function handPaper({ contribution: id, is, member, resident }: PaperNotice): Promise<void> {
    const contribution = await store.contribution(id);
    const side = shown.find(({ name }) => name === contribution?.instrument);
    const name = contribution && side?.paperName?.(contribution);
    if (!contribution || name === undefined || !print) return;
    const code = codeFromHash(secrecy.derive(PAPER_CODES, name));
    const whole = await wholeOf(contribution);
    const document = side?.paper?.(contribution, is, { town, now: clock.now(), code, whole });
    // The first of the files is the one to read.
    const [file] = document ? await print(document, document.language) : [];
    if (!file) return;
    if (member !== undefined) return workplace.give(member, file, await workplace.language(member));
    if (resident !== undefined) {
      const lane = await store.laneOf(resident);
      return lane && channel.sendFile(secrecy.open(lane.address), file, lane.language);
    }
    const posted = await store.posted(id);
    if (!posted) throw new Undeliverable("the card of this report is not there yet");
    await workplace.upload(posted, file, townLanguage);
  }

  return { handOut, sendCopy, handPaper };
}
