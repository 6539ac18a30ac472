package io.reprise.pipelines.code;

import java.io.IOException;
import java.util.Set;

/** A class path, as seen by code that names something on it. */
interface Places {

  /**
   * The parts that a class's name stands for; empty for a class of the JDK and for one that is not
   * there.
   *
   * @param name with slashes
   */
  Set<Part> ofClass(String name) throws IOException;

  /** The same for a resource's path. */
  Set<Part> ofResource(String path) throws IOException;

  /** What stands for all that is in the jar or folder of a class. */
  Set<Part> besides(Part inRoot) throws IOException;

  /** Whether a library's class may look up what lies beside a class that it is given. */
  boolean mayLookUp(String libraryClass);

  /** What comes by {@code ServiceLoader} to whoever reaches the part. */
  Set<Part> provided(Part part) throws IOException;

  /** The jar or folder that a part is in. */
  Root root(Part part) throws IOException;
}
