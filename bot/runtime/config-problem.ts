/**
 * What is wrong in a setting or in a municipality's file: one line per problem, naming the place and the remedy. All
 * problems are reported at once, so that nobody has to start the software ten times.
 */
export class ConfigurationProblem extends Error {
  override name = "ConfigurationProblem";
  readonly problems: readonly string[];
  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join("\n"), options);
    this.problems = problems;
  }
}
