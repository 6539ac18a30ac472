package io.reprise.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON on one line, for programs to read. */
public final class CompactJson {

  private CompactJson() {}

  /**
   * For the inside of an HTML script element: no character of it can end the element or begin
   * another, nor is one a line end of JavaScript. What is not finite becomes null.
   *
   * @param value of null, Boolean, Number, text, Iterable and Map with texts as keys
   */
  public static String forScript(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = Json.factory().createGenerator(text)) {
      generator.setCharacterEscapes(new ScriptEscapes());
      new JsonTree(generator, true).write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Of what means something to an HTML or a JavaScript parser. */
  private static final class ScriptEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes['<'] = ESCAPE_STANDARD;
      codes['>'] = ESCAPE_STANDARD;
      codes['&'] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return switch (character) {
        case 0x2028 -> new SerializedString("\\u2028");
        case 0x2029 -> new SerializedString("\\u2029");
        default -> null;
      };
    }
  }
}
