/** Which form of the council's acts is open: the act, and the item it is about, once chosen. */
export interface CouncilForm {
  readonly act: string;
  /** The item's number, as written. */
  readonly item?: string;
}

export function writeCouncilForm({ act, item }: CouncilForm): string {
  return item === undefined ? act : `${act}_${item}`;
}

export function readCouncilForm(form: string): CouncilForm {
  const [act = "", item] = form.split("_");
  return item === undefined ? { act } : { act, item };
}
