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

/** What residents read in the chat, at once. What is sent to them later, or to many, is in `later.json`. */
export const toldLocales = {
  nl: { common: nlCommon, issue: nlIssue, manifesto: nlManifesto, survey: nlSurvey },
  en: { common: enCommon, issue: enIssue, manifesto: enManifesto, survey: enSurvey },
};

// Marked as pure, so that a bundle that needs less leaves them out.

/**
 * The same, and what residents type (`heard.json`: lists, in each language its own). A message must not wait for texts to be
 * loaded that she does not see then: what only officials read, what stands in documents, and what is sent to many. Adding a
 * language is a folder here and a line in each list.
 */
export const residentLocales = /* @__PURE__ */ (() => ({
  nl: { ...toldLocales.nl, heard: nlHeard },
  en: { ...toldLocales.en, heard: enHeard },
}))();

/** Everything that residents read. */
export const sentLocales = /* @__PURE__ */ (() => ({
  nl: whole(toldLocales.nl, nlLater),
  en: whole(toldLocales.en, enLater),
}))();

/** Everything that anybody reads. Officials press and fill in: nobody has to know what they mean by a word. */
export const officeLocales = /* @__PURE__ */ (() => ({
  nl: { ...whole(toldLocales.nl, nlLater), officials: nlOfficials },
  en: { ...whole(toldLocales.en, enLater), officials: enOfficials },
}))();

/** Every language the software speaks and understands, whole. */
export const locales = /* @__PURE__ */ (() => ({
  nl: { ...officeLocales.nl, heard: nlHeard },
  en: { ...officeLocales.en, heard: enHeard },
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
