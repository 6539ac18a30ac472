package io.reprise.pipelines.code;

import io.reprise.stages.spi.MapReduceStage;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Stage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Run by the build: writes what {@link StageCode} reads, from the class path that it runs with. */
final class WriteCodeGraph {

  private WriteCodeGraph() {}

  /**
   * @param arguments the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    CodeGraph graph =
        graph(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
    Files.writeString(folder.resolve(BuiltCode.GRAPH), graph.text());
    Files.writeString(folder.resolve(BuiltCode.DIGESTS), digests(graph));
  }

  /** The graph of the modules below this one, and of all jars. */
  static CodeGraph graph(List<String> classPath) throws IOException {
    Set<Path> own = BuiltCode.modules();
    Path engine = BuiltCode.engine();
    List<Path> libraries = new ArrayList<>();
    for (String entry : classPath) {
      Path path = Path.of(entry).toAbsolutePath();
      if (!own.contains(path) && !path.equals(engine) && Files.isRegularFile(path)) {
        libraries.add(path);
      }
    }
    try (ClassPath opened = ClassPath.open(own, libraries)) {
      return new GraphBuild(opened).graph();
    }
  }

  /** Of the stages, and of the few other classes that name what stages are. */
  private static String digests(CodeGraph graph) throws IOException {
    Set<Part> types = new TreeSet<>();
    for (Class<?> type : List.of(Stage.class, OneWorkerStage.class, MapReduceStage.class)) {
      types.add(new Part(Part.Kind.CLASS, type.getName()));
    }
    StringBuilder text = new StringBuilder();
    for (CodeNode node : graph.nodes()) {
      if (node.part().kind() == Part.Kind.CLASS
          && !Collections.disjoint(node.references(), types)) {
        text.append(node.part().name()).append('=');
        text.append(graph.reach(node.part()).digest()).append('\n');
      }
    }
    return text.toString();
  }
}
