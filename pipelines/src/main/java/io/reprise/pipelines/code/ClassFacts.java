package io.reprise.pipelines.code;

import io.reprise.schemas.digest.Digest;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * What is to be known of one class file.
 *
 * @param digest SHA-256 in hexadecimal of what is left without debug information: not of lines, the
 *     source file's name, names of local variables and parameters, nor of the constant pool's order
 * @param names of classes, with slashes, that stand in it anywhere; some may not exist
 * @param resources paths of those that it looks up by a constant name
 * @param dynamic whether it looks up a class or resource whose name is worked out as it runs
 * @param handedTo owners of methods, with slashes, that are given a class or class loader, by which
 *     they may look up anything
 */
record ClassFacts(
    String digest,
    Set<String> names,
    Set<String> resources,
    boolean dynamic,
    Set<String> handedTo) {

  static ClassFacts of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    // A writer of its own numbers the constants anew, in the order of their use; frames follow from
    // the code.
    ClassWriter stripped = new ClassWriter(0);
    reader.accept(stripped, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    byte[] bytes = stripped.toByteArray();
    SortedSet<String> names = new TreeSet<>();
    new ConstantPool(bytes).named(names);
    ResourceLookups lookUps = new ResourceLookups();
    reader.accept(lookUps, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new ClassFacts(
        Digest.of(bytes).hex(), names, lookUps.resources(), lookUps.dynamic(), lookUps.handedTo());
  }
}
