package dev.likeness.consent;

/**
 * Who runs this installation and answers for what is done with the pictures: the controller of the
 * record.
 *
 * @param name of a person or firm
 * @param contact where to withdraw consent, such as a mail address
 * @param jurisdiction whose law applies, such as {@code EU} or {@code DE}
 */
public record Operator(String name, String contact, String jurisdiction) {
  public Operator {
    Texts.require("operator.name", name);
    Texts.require("operator.contact", contact);
    Texts.require("operator.jurisdiction", jurisdiction);
  }
}
