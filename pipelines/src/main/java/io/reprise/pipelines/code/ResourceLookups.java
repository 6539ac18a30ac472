package io.reprise.pipelines.code;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds where a class looks up classes and resources by name. A constant name is taken as it is;
 * any other makes the class dynamic.
 */
final class ResourceLookups extends ClassVisitor {

  private static final Set<String> CLASS_LOOK_UPS = Set.of("forName", "loadClass", "findClass");
  private static final Set<String> RESOURCE_LOOK_UPS =
      Set.of(
          "getResource",
          "getResourceAsStream",
          "getResources",
          "resources",
          "getSystemResource",
          "getSystemResources",
          "getSystemResourceAsStream");
  private static final Set<String> RESOURCE_TYPES =
      Set.of(
          "Ljava/net/URL;",
          "Ljava/io/InputStream;",
          "Ljava/util/Enumeration;",
          "Ljava/util/stream/Stream;");
  private static final String BUNDLE = "java/util/ResourceBundle";

  private final SortedSet<String> resources = new TreeSet<>();
  private boolean dynamic;

  ResourceLookups() {
    super(Opcodes.ASM9);
  }

  SortedSet<String> resources() {
    return resources;
  }

  boolean dynamic() {
    return dynamic;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return new Constants(this);
  }

  /**
   * @param receiver the class constant that was pushed before the name
   * @param constant the constant that was pushed last
   */
  void called(
      String owner,
      String name,
      String descriptor,
      @Nullable Object receiver,
      @Nullable Object constant) {
    if (owner.equals(BUNDLE) && name.equals("getBundle")) {
      dynamic = true; // its files' names depend on the locale
    } else if (CLASS_LOOK_UPS.contains(name) && descriptor.endsWith(")Ljava/lang/Class;")) {
      // A constant name stands in the constant pool, where it is found anyway.
      dynamic |= !(constant instanceof String);
    } else if (looksUpResource(name, descriptor)) {
      String path = constant instanceof String text ? path(owner, receiver, text) : null;
      if (path == null) {
        dynamic = true;
      } else {
        resources.add(path);
      }
    }
  }

  /** A method reference calls with a name that nobody knows here. */
  void referred(Handle method) {
    called(method.getOwner(), method.getName(), method.getDesc(), null, null);
  }

  private static boolean looksUpResource(String name, String descriptor) {
    return RESOURCE_LOOK_UPS.contains(name)
        && descriptor.startsWith("(Ljava/lang/String;)")
        && RESOURCE_TYPES.contains(Type.getReturnType(descriptor).getDescriptor());
  }

  private static @Nullable String path(String owner, @Nullable Object receiver, String name) {
    if (name.startsWith("/")) {
      return name.substring(1);
    }
    if (!owner.equals("java/lang/Class")) {
      return name;
    }
    if (!(receiver instanceof Type type)) {
      return null; // that of getClass(), which may be a subclass in any package
    }
    String holder = type.getInternalName();
    return holder.substring(0, holder.lastIndexOf('/') + 1) + name;
  }
}
