package dev.likeness.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times: seconds, M:SS or H:MM:SS, each with decimals. */
final class TimeConverter implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    if (!text.matches("(\\d+:)?(\\d+:)?(\\d+(\\.\\d+)?|\\.\\d+)")) {
      throw new TypeConversionException(
          "'" + text + "' is no time; write seconds (83.5) or minutes and seconds (1:23.5)");
    }
    double seconds = 0;
    for (String part : text.split(":", -1)) {
      seconds = 60 * seconds + Double.parseDouble(part);
    }
    return seconds;
  }
}
