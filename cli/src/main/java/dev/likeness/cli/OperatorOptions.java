package dev.likeness.cli;

import dev.likeness.consent.Operator;
import picocli.CommandLine.Option;

/** Who runs this installation, as consent records name them. */
final class OperatorOptions {
  @Option(
      names = "--operator",
      paramLabel = "NAME",
      description = "Who may use the pictures: the person or firm that answers for it.")
  private String name = System.getProperty("user.name", "operator");

  @Option(
      names = "--operator-contact",
      paramLabel = "TEXT",
      description = "Where the person can withdraw, such as a mail address.")
  private String contact = "the operator in person";

  @Option(
      names = "--jurisdiction",
      paramLabel = "CODE",
      description = "Whose law applies, such as EU or DE.")
  private String jurisdiction = "not stated";

  Operator get() {
    return new Operator(name, contact, jurisdiction);
  }
}
