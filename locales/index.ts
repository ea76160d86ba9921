import enCommon from "./en/common.json" with { type: "json" };
import enHeard from "./en/heard.json" with { type: "json" };
import enIssue from "./en/issue.json" with { type: "json" };
import enLater from "./en/later.json" with { type: "json" };
import enManifesto from "./en/manifesto.json" with { type: "json" };
import enOfficials from "./en/officials.json" with { type: "json" };
import enSurvey from "./en/survey.json" with { type: "json" };
import nlCommon from "./nl/common.json" with { type: "json" };
import nlHeard from "./nl/heard.json" with { type: "json" };
import nlIssue from "./nl/issue.json" with { type: "json" };
import nlLater from "./nl/later.json" with { type: "json" };
import nlManifesto from "./nl/manifesto.json" with { type: "json" };
import nlOfficials from "./nl/officials.json" with { type: "json" };
import nlSurvey from "./nl/survey.json" with { type: "json" };

/**
 * What residents read in the chat, at once. A message must not wait for texts to be loaded that she does not see then:
 * what only officials read, what stands in documents, and what is sent to many (`later.json`). Beside the texts stands
 * what residents type (`heard.json`: lists, in each language its own). Adding a language is a folder here and a line in
 * each list.
 */
export const residentLocales = {
  nl: { common: nlCommon, heard: nlHeard, issue: nlIssue, manifesto: nlManifesto, survey: nlSurvey },
  en: { common: enCommon, heard: enHeard, issue: enIssue, manifesto: enManifesto, survey: enSurvey },
};

// Marked as pure, so that a bundle that needs less leaves them out.

/** Everything that residents read. */
export const sentLocales = /* @__PURE__ */ (() => ({
  nl: whole(residentLocales.nl, nlLater),
  en: whole(residentLocales.en, enLater),
}))();

/** Every language the software speaks, whole. */
export const locales = /* @__PURE__ */ (() => ({
  nl: { ...whole(residentLocales.nl, nlLater), officials: nlOfficials },
  en: { ...whole(residentLocales.en, enLater), officials: enOfficials },
}))();

type Texts = { readonly [key: string]: string | readonly string[] | Texts };

/** With what comes later: into the same parts, so that a key does not tell when its text is loaded. */
function whole<Now extends Texts, Later extends Texts>(now: Now, later: Later): Now & Later;
function whole(now: Texts, later: Texts): Texts {
  const all: Record<string, Texts[string]> = { ...now };
  for (const [key, text] of Object.entries(later)) {
    const before = all[key];
    all[key] = isFolder(before) && isFolder(text) ? whole(before, text) : text;
  }
  return all;
}

function isFolder(one: Texts[string] | undefined): one is Texts {
  return typeof one === "object" && !Array.isArray(one);
}
