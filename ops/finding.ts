/** What the doctor found about one thing. */
export interface Finding {
  readonly part: string;
  readonly verdict: Verdict;
  /** How it is, in one sentence. */
  readonly says: string;
  /** What to do about it. */
  readonly mend?: string;
}

/** `unknown`: it could not be looked at from here. That is no fault, and it is no reassurance either. */
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

/** Looks at one thing; what makes looking impossible is a finding too, never the end of the round. */
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
