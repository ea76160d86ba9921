import enCommon from "./en/common.json" with { type: "json" };
import enIssue from "./en/issue.json" with { type: "json" };
import enManifesto from "./en/manifesto.json" with { type: "json" };
import enOfficials from "./en/officials.json" with { type: "json" };
import enSurvey from "./en/survey.json" with { type: "json" };
import nlCommon from "./nl/common.json" with { type: "json" };
import nlIssue from "./nl/issue.json" with { type: "json" };
import nlManifesto from "./nl/manifesto.json" with { type: "json" };
import nlOfficials from "./nl/officials.json" with { type: "json" };
import nlSurvey from "./nl/survey.json" with { type: "json" };

/**
 * Every language the software speaks, without what only officials read: a resident's message must not wait for
 * texts that she never sees to be loaded. Adding a language is a folder here and a line in both lists.
 */
export const residentLocales = {
  nl: { common: nlCommon, issue: nlIssue, manifesto: nlManifesto, survey: nlSurvey },
  en: { common: enCommon, issue: enIssue, manifesto: enManifesto, survey: enSurvey },
};

export const locales = {
  nl: { common: nlCommon, issue: nlIssue, manifesto: nlManifesto, survey: nlSurvey, officials: nlOfficials },
  en: { common: enCommon, issue: enIssue, manifesto: enManifesto, survey: enSurvey, officials: enOfficials },
};
