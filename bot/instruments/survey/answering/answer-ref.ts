/** The answer a later message of a resident's belongs to, as stored in her conversation. */
export interface AnswerRef {
  readonly process: string;
  /** The question's id: letters, digits and “_”. */
  readonly question: string;
}

export function writeAnswerRef({ process, question }: AnswerRef): string {
  return `${process}.${question}`;
}

export function readAnswerRef(ref: string): AnswerRef {
  const [process = "", question = ""] = ref.split(".");
  return { process, question };
}
