package io.reprise.pipelines.code;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a class file names: all its names stand in its constant pool, Java Virtual Machine
 * Specification 4.4. Read by hand since a build reads that of every class of every library.
 */
final class ConstantPool {

  private static final int MAGIC = 8;
  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int STRING = 8;

  /** Classes in descriptors and signatures. */
  private static final Pattern DESCRIBED = Pattern.compile("L([^;<>:.\\[()\\s]+)[;<]");

  /** A class as a text would name it, for {@code Class.forName}. */
  private static final Pattern QUALIFIED = Pattern.compile("[\\w$-]+(?:[./][\\w$-]+)+");

  private final ByteBuffer file;

  /** Of each constant, where its content starts, after its tag; 0 where there is none. */
  private final int[] starts;

  ConstantPool(byte[] classFile) {
    file = ByteBuffer.wrap(classFile);
    starts = new int[Short.toUnsignedInt(file.getShort(MAGIC))];
    int at = MAGIC + Short.BYTES;
    for (int i = 1; i < starts.length; i++) {
      starts[i] = at + 1;
      int tag = file.get(at);
      at += 1 + length(tag, at + 1);
      if (tag == 5 || tag == 6) {
        i++; // a long or double takes two places
      }
    }
  }

  private int length(int tag, int start) {
    return switch (tag) {
      case UTF8 -> Short.BYTES + Short.toUnsignedInt(file.getShort(start));
      case CLASS, STRING, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 5, 6 -> 8;
      default -> throw new IllegalArgumentException("constant pool tag " + tag);
    };
  }

  /**
   * Classes that the code uses, and texts that could name one; with slashes. What only stands in a
   * signature, a descriptor or an annotation is left out: for most of that there is no code.
   */
  void used(Consumer<String> names) {
    for (int start : starts) {
      int tag = start == 0 ? 0 : file.get(start - 1);
      if (tag == CLASS) {
        addClass(utf8(file.getShort(start)), names);
      } else if (tag == STRING) {
        addQualified(utf8(file.getShort(start)), names);
      }
    }
  }

  /** All that could name a class, wherever it stands; with slashes. */
  void named(Set<String> names) {
    used(names::add);
    for (int i = 1; i < starts.length; i++) {
      if (starts[i] != 0 && file.get(starts[i] - 1) == UTF8) {
        String text = utf8((short) i);
        addDescribed(text, names::add);
        addQualified(text, names::add);
      }
    }
  }

  private static void addClass(String name, Consumer<String> names) {
    if (name.startsWith("[")) {
      addDescribed(name, names);
    } else {
      names.accept(name);
    }
  }

  private static void addDescribed(String text, Consumer<String> names) {
    if (text.indexOf(';') > 0) {
      Matcher matcher = DESCRIBED.matcher(text);
      while (matcher.find()) {
        names.accept(matcher.group(1));
      }
    }
  }

  private static void addQualified(String text, Consumer<String> names) {
    if (text.length() < 500
        && (text.indexOf('.') > 0 || text.indexOf('/') > 0)
        && QUALIFIED.matcher(text).matches()) {
      names.accept(text.replace('.', '/'));
    }
  }

  private String utf8(short index) {
    int start = starts[Short.toUnsignedInt(index)];
    int length = Short.toUnsignedInt(file.getShort(start));
    return new String(file.array(), start + Short.BYTES, length, StandardCharsets.UTF_8);
  }
}
