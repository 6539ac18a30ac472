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

  /** What tells the place that a class comes from, or finds what else is there. */
  private static final Set<String> LOADERS =
      Set.of(
          "Ljava/lang/ClassLoader;",
          "Ljava/lang/Module;",
          "Ljava/lang/ModuleLayer;",
          "Ljava/security/CodeSource;",
          "Ljava/security/ProtectionDomain;");

  private static final Set<String> HANDLES =
      Set.of(
          "Ljava/lang/Class;",
          "Ljava/lang/ClassLoader;",
          "Ljava/lang/Module;",
          "Ljava/lang/invoke/MethodHandles$Lookup;");

  /** Look up classes by names that stand in data, or that follow from other names. */
  private static final Set<String> NAMING_OWNERS =
      Set.of(
          "java/io/ObjectInputStream",
          "java/beans/Beans",
          "java/beans/XMLDecoder",
          "java/beans/Introspector",
          "java/rmi/server/RMIClassLoader");

  private static final Set<String> BOOTSTRAPS = Set.of("java/lang/invoke/", "java/lang/runtime/");

  private static final String TWO_TEXTS = "(Ljava/lang/String;Ljava/lang/String;)";

  private final SortedSet<String> resources = new TreeSet<>();
  private final SortedSet<String> handedTo = new TreeSet<>();
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

  SortedSet<String> handedTo() {
    return handedTo;
  }

  /** Whether a call gives something that finds any class or resource of the caller's jar. */
  static boolean givesLoader(String descriptor) {
    return LOADERS.contains(Type.getReturnType(descriptor).getDescriptor());
  }

  /** Whether all that the call finds is among {@link #resources} and the class's names. */
  static boolean isLookUp(String name, String descriptor) {
    return looksUpResource(name, descriptor) || looksUpClass(name, descriptor);
  }

  /** A class loader goes where nobody sees what it is asked for. */
  void escaped() {
    dynamic = true;
  }

  /** A method that links code as it runs, with a lookup that finds all classes. */
  void linked(Handle bootstrap) {
    dynamic |= BOOTSTRAPS.stream().noneMatch(bootstrap.getOwner()::startsWith);
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
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      if (HANDLES.contains(argument.getDescriptor())) {
        handedTo.add(owner);
      }
    }
    if (owner.equals(BUNDLE) && name.equals("getBundle")
        || owner.equals("java/util/logging/Logger") && descriptor.startsWith(TWO_TEXTS)) {
      dynamic = true; // its files' names depend on the locale
    } else if (NAMING_OWNERS.contains(owner)) {
      dynamic = true;
    } else if (looksUpClass(name, descriptor)) {
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
    if (!method.getDesc().startsWith("(")) {
      return; // a field
    }
    called(method.getOwner(), method.getName(), method.getDesc(), null, null);
    dynamic |= givesLoader(method.getDesc());
  }

  private static boolean looksUpClass(String name, String descriptor) {
    return CLASS_LOOK_UPS.contains(name) && descriptor.endsWith(")Ljava/lang/Class;");
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
