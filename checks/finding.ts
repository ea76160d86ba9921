/** A violation of the structure, in words for the person who has to fix it. */
export interface Finding {
  /** A path from the root, or whatever else says where it is. */
  readonly where: string;
  readonly wrong: string;
  /** What to do now. */
  readonly next: string;
}
