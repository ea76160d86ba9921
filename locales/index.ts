import enCommon from "./en/common.json" with { type: "json" };
import enDocuments from "./en/documents.json" with { type: "json" };
import enIssue from "./en/issue.json" with { type: "json" };
import enManifesto from "./en/manifesto.json" with { type: "json" };
import enOfficials from "./en/officials.json" with { type: "json" };
import enSurvey from "./en/survey.json" with { type: "json" };
import nlCommon from "./nl/common.json" with { type: "json" };
import nlDocuments from "./nl/documents.json" with { type: "json" };
import nlIssue from "./nl/issue.json" with { type: "json" };
import nlManifesto from "./nl/manifesto.json" with { type: "json" };
import nlOfficials from "./nl/officials.json" with { type: "json" };
import nlSurvey from "./nl/survey.json" with { type: "json" };

/**
 * Every language the software speaks, without what only officials read or what stands in documents: a resident's message
 * must not wait for texts that she does not see in the chat to be loaded. Adding a language is a folder here and a line
 * in both lists.
 */
export const residentLocales = {
  nl: { common: nlCommon, issue: nlIssue, manifesto: nlManifesto, survey: nlSurvey },
  en: { common: enCommon, issue: enIssue, manifesto: enManifesto, survey: enSurvey },
};

/** Marked, so that a bundle without documents leaves them out. */
export const locales = /* @__PURE__ */ everything();

function everything() {
  return {
    nl: { ...whole(residentLocales.nl, nlDocuments), officials: nlOfficials },
    en: { ...whole(residentLocales.en, enDocuments), officials: enOfficials },
  };
}

/** With what stands in documents: in each namespace under a name of its own. */
function whole(
  { common, issue, manifesto, survey }: typeof residentLocales.nl,
  documents: typeof nlDocuments,
) {
  return {
    common: { ...common, ...documents.common },
    issue,
    manifesto: { ...manifesto, ...documents.manifesto },
    survey: { ...survey, ...documents.survey },
  };
}
