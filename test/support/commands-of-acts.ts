/** The acts that begin with a command in Slack, and the text typed for each. */
export const commands: Readonly<Record<string, readonly [command: string, rest: string]>> = {
  "office.help": ["samenspel", "help"],
  "office.bind": ["samenspel", "koppel"],
  "office.roles": ["samenspel", "rollen"],
  "office.duty": ["samenspel", "dienst"],
  "office.overview": ["samenspel", "overzicht"],
  "office.log": ["samenspel", "logboek"],
  "news.write": ["samenspel", "nieuws"],
  "issue.raise": ["balie", ""],
  "issue.lookUp": ["antwoord", ""],
  "worker.admit": ["jongerenwerker", ""],
  "manifesto.open": ["manifest", ""],
  "survey.begin": ["peiling", ""],
};
