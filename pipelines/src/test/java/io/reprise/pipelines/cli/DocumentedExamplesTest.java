package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/stages.md shows of the worked examples is what is built and run. */
class DocumentedExamplesTest {

  private static final Path EXAMPLES = Cli.HOME.resolve("docs/examples");
  private static final Pattern CLASS = Pattern.compile("(?m)^(public )?final class [\\s\\S]*");

  @Test
  void classesAreShownWhole() throws IOException {
    String documentation = Files.readString(Cli.HOME.resolve("docs/stages.md"));
    List<Path> sources = sources();
    assertThat(sources).hasSizeGreaterThanOrEqualTo(4);
    for (Path source : sources) {
      Matcher found = CLASS.matcher(Files.readString(source));
      assertThat(found.find()).as("%s", source).isTrue();
      assertThat(documentation).as("%s", source).contains(found.group());
    }
    assertThat(documentation)
        .contains(Files.readString(EXAMPLES.resolve("invert-stage/invert.yaml")));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
