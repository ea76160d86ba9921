/** Something that the structure does not allow, in words for whoever has to mend it. */
export interface Finding {
  /** A path from the root, or what else says where it is. */
  readonly where: string;
  readonly wrong: string;
  /** What to do now. */
  readonly next: string;
}
