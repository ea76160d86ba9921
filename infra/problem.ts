/** A problem that the person deploying can fix. It is reported in one line, without a stack trace. */
export class Problem extends Error {
  override name = "Problem";
}
