/** The people of the playground. All of them are invented. */
import type { Member } from "./api.ts";

export const inventedResidents = [
  { id: 700_001, name: "Noor", language: "nl" },
  { id: 700_002, name: "Sam", language: "en" },
  { id: 700_003, name: "Yusuf", language: "tr" },
  { id: 700_004, name: "Hala", language: "ar" },
];

/** Three members of the workspace, the first of whom may give roles, and a guest, who can do nothing here. */
export function inventedMembers(administrator: string): Member[] {
  return [
    { id: administrator, name: "Ana", locale: "nl-NL" },
    { id: "U0BRAM", name: "Bram", locale: "nl-NL" },
    { id: "U0CHRIS", name: "Chris", locale: "en-US" },
    { id: "U0GIJS", name: "Gijs", locale: "nl-NL", is_restricted: true },
  ];
}
