/** Something that whoever deploys can mend. It is said in one line, without a trace of the software's own. */
export class Problem extends Error {
  override name = "Problem";
}
