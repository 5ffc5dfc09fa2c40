package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FigureTest {
  @Test
  void figuresAreToldInWordsWithUnitsAndKeepTheirNamesForMachines() {
    Map<String, Double> f = new LinkedHashMap<>();
    f.put("frames_painted", 216.0);
    f.put("identity_source", .6953);
    f.put("confidence_lowest", .417);
    f.put("enlargement", 1.408);
    f.put("peak", .786);
    f.put("something_new", .5);
    QualityReport report = new QualityReport(f, List.of("look at frame 3"));
    assertThat(report.lines())
        .containsExactly(
            "frames painted             216",
            "likeness to the persona    0.70 (1 is the same; two pictures of one person: 0.7 or more)",
            "new face shows, least      42 %",
            "face enlarged              1.4 ×",
            "loudest                    79 % of full scale",
            "something new              0.500",
            "! look at frame 3");
    assertThat(report.toJson().path("figures").path("identity_source").asDouble()).isEqualTo(.6953);
    assertThat(report.toJson().path("told").path(2).path("value").asString("")).isEqualTo("42 %");
  }
}
