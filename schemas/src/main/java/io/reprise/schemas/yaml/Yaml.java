package io.reprise.schemas.yaml;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 with its core schema; anchors and aliases work, tags of one's own do not. */
public final class Yaml {

  private Yaml() {}

  /**
   * The document in a file.
   *
   * @param name what messages call the file
   * @throws ReportedException when it cannot be read or is no YAML, with the line
   */
  public static YamlNode read(Path file, String name) {
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8), new Location(name, 1));
    } catch (CharacterCodingException e) {
      throw new ReportedException(name + ": is not UTF-8 text; save it anew in UTF-8", e);
    } catch (NoSuchFileException e) {
      throw new ReportedException(name + ": there is no such file", e);
    } catch (IOException e) {
      throw new ReportedException(name + ": cannot be read: " + e, e);
    }
  }

  /** The document in a text that starts at a place. */
  public static YamlNode parse(String text, Location start) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(start.source())
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(true) // looked for below, to name both lines
            .setMaxAliasesForCollections(Integer.MAX_VALUE) // what they make is limited below
            .build();
    try {
      Parser events = new ParserImpl(settings, new StreamReader(settings, text));
      Composer composer = new Composer(settings, new DepthCheckedParser(events, start));
      return composer
          .getSingleNode()
          .map(new NodeConversion(start)::convert)
          .orElse(new YamlNode.Scalar(null, start));
    } catch (MarkedYamlEngineException e) {
      Location at = start.line(e.getProblemMark());
      throw new ReportedException(at.says("not valid YAML: " + e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw new ReportedException(start.says("not valid YAML: " + e.getMessage()), e);
    }
  }
}
