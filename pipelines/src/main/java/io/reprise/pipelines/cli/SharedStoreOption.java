package io.reprise.pipelines.cli;

import picocli.CommandLine.Option;

/** A store behind the project's own. */
final class SharedStoreOption {

  @Option(
      names = "--store",
      paramLabel = "URI",
      defaultValue = "",
      description =
          "A store that others share: a folder, or any URI that Beam's file systems know. The one in"
              + " outputs/store stays in front of it.")
  private String uri;

  /** The project that the launcher stands in, with this store. */
  Project project(CommonOptions common) {
    Project own = common.project();
    return new Project(own.home(), own.outputs(), uri);
  }
}
