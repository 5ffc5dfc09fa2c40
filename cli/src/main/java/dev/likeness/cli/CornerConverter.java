package dev.likeness.cli;

import dev.likeness.provenance.BadgeSpec.Corner;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads corners as users write them: bottom-left. */
final class CornerConverter implements ITypeConverter<Corner> {
  @Override
  public Corner convert(String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(Corner.values())
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is no corner; take top-left, top-right, bottom-left or bottom-right"));
  }
}
