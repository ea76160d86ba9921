/** What the doctor found about one thing. */
export interface Finding {
  readonly part: string;
  readonly verdict: Verdict;
  /** Its state, in one sentence. */
  readonly says: string;
  /** What to do about it. */
  readonly mend?: string;
}

/** `unknown`: it could not be checked from here. That is not a fault, but no reassurance either. */
export type Verdict = "good" | "attention" | "wrong" | "unknown";

export const good = (part: string, says: string): Finding => ({ part, verdict: "good", says });
export const attention = (part: string, says: string, mend: string): Finding => ({
  part,
  verdict: "attention",
  says,
  mend,
});
export const wrong = (part: string, says: string, mend: string): Finding => ({
  part,
  verdict: "wrong",
  says,
  mend,
});
export const unknown = (part: string, says: string, mend?: string): Finding => ({
  part,
  verdict: "unknown",
  says,
  ...(mend === undefined ? {} : { mend }),
});

/** Checks one thing; anything that makes checking impossible is a finding too, and never ends the round. */
export async function look(
  part: string,
  at: () => Promise<Finding | readonly Finding[]>,
  secrets: readonly string[] = [],
): Promise<readonly Finding[]> {
  try {
    return [await at()].flat();
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : "unknown trouble";
    const shown = secrets
      .filter((one) => one !== "")
      .reduce((text, one) => text.replaceAll(one, "<key>"), message);
    return [
      wrong(
        part,
        `It could not be looked at. ${shown}`,
        "Mend that first: rights, network or a name that is wrong.",
      ),
    ];
  }
}
