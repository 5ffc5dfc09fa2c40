package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages' types are those of openapi.yaml: a page that asks for what is not sent cannot be
 * built.
 */
class TypesTest {
  private static final Path TYPES = Path.of("src/main/web/pages/api.d.ts");
  private static final Pattern FIELD = Pattern.compile("(\\w+)(\\??):([^;}]*)");
  private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");

  private static final Pattern NAME = Pattern.compile("(\\w+)(\\[])?");

  /** What the pages have nothing to do with. */
  private static final Set<String> ELSEWHERE = Set.of("Hook");

  static Stream<String> shapes() {
    return Stream.concat(
        Contract.schemas().stream().filter(n -> !ELSEWHERE.contains(n)),
        Stream.of("Challenge", "Judged", "Report", "NewOrder", "Mending", "NewRun"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theShapesAreThoseThatArePromised(String name) throws IOException {
    assertThat(fields(name)).as(name).isEqualTo(Contract.fields(name));
  }

  @Test
  void aTypeIsReadWithItsWords() throws IOException {
    assertThat(fields("Order"))
        .containsEntry("id", "required")
        .containsEntry("maker", "required lipsync reenact style swap talk");
    assertThat(fields("NewOrder")).containsEntry("persona", "optional");
    assertThat(fields("User")).containsEntry("roles", "required admin examiner maker reviewer");
  }

  /** Name of each field, whether it may be missing, and the words that it may be. */
  private static Map<String, String> fields(String name) throws IOException {
    String all = Files.readString(TYPES).replaceAll("(?s)/\\*.*?\\*/", "");
    Matcher whole =
        Pattern.compile("(?s)export interface " + name + " \\{(.*?)\\}(?=\\n(\\n|$)|$)")
            .matcher(all);
    assertThat(whole.find()).as("api.d.ts has a type " + name).isTrue();
    String body =
        whole
            .group(1)
            .replaceAll("\\{[^{}]*\\}", "object")
            .replaceAll("\\[[^\\]]*:[^\\]]*\\]", "tuple");
    Map<String, String> fields = new TreeMap<>();
    Matcher m = FIELD.matcher(body);
    while (m.find()) {
      Set<String> words = new TreeSet<>();
      Matcher w = LITERAL.matcher(meant(m.group(3).strip(), all));
      while (w.find()) {
        words.add(w.group(1));
      }
      fields.put(m.group(1), Contract.field(m.group(2).isEmpty(), words));
    }
    return fields;
  }

  /** What stands behind a type's name, where it has one of its own. */
  private static String meant(String type, String all) {
    Matcher name = NAME.matcher(type);
    if (!name.matches()) {
      return type;
    }
    Matcher alias = Pattern.compile("export type " + name.group(1) + " =([^;]*);").matcher(all);
    return alias.find() ? alias.group(1) : type;
  }
}
