import enCommon from "./en/common.json" with { type: "json" };
import enIssue from "./en/issue.json" with { type: "json" };
import enOfficials from "./en/officials.json" with { type: "json" };
import nlCommon from "./nl/common.json" with { type: "json" };
import nlIssue from "./nl/issue.json" with { type: "json" };
import nlOfficials from "./nl/officials.json" with { type: "json" };

/** Every language the software speaks. Adding one is a folder here and a line below. */
export const locales = {
  nl: { common: nlCommon, issue: nlIssue, officials: nlOfficials },
  en: { common: enCommon, issue: enIssue, officials: enOfficials },
};
