package io.reprise.pipelines.execute;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.WriteFiles;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Brings what workers say they have written to the engine, as one file. A runner passes on the
 * elements of exactly one attempt of each task, so that the list has the files of no other; it is
 * replaced as a whole when the task that writes it is tried again.
 */
final class GatherFiles extends PTransform<PCollection<WrittenFile>, PDone> {

  private static final long serialVersionUID = 1L;

  private final String uri;

  /**
   * @param uri of the list, for workers and for the engine
   */
  GatherFiles(String uri) {
    this.uri = uri;
  }

  @Override
  public PDone expand(PCollection<WrittenFile> files) {
    files
        .apply("Give one key", WithKeys.of((Void) null))
        .setCoder(KvCoder.of(VoidCoder.of(), WriteFiles.CODER))
        .apply("Gather", GroupByKey.create())
        .apply("Write list", ParDo.of(new WriteFn(uri)));
    return PDone.in(files.getPipeline());
  }

  /** Of a pipeline that has ended well, sorted by path. */
  List<WrittenFile> read() throws IOException {
    if (!StageFiles.exists(uri)) {
      return List.of();
    }
    String text = new String(StageFiles.readBytes(uri), StandardCharsets.UTF_8);
    List<WrittenFile> files = new ArrayList<>();
    for (Map<String, ?> file : JsonMaps.maps(Json.readObject(text), "files")) {
      files.add(
          new WrittenFile(
              JsonMaps.text(file, "path"),
              JsonMaps.text(file, "uri"),
              new Digest(JsonMaps.text(file, "sha256")),
              JsonMaps.integer(file, "bytes")));
    }
    return files;
  }

  private static final class WriteFn extends DoFn<KV<Void, Iterable<WrittenFile>>, Void> {

    private static final long serialVersionUID = 1L;

    private final String uri;

    private WriteFn(String uri) {
      this.uri = uri;
    }

    @ProcessElement
    public void process(@Element KV<Void, Iterable<WrittenFile>> files) throws IOException {
      List<WrittenFile> sorted = new ArrayList<>();
      files.getValue().forEach(sorted::add);
      sorted.sort(Comparator.comparing(WrittenFile::path).thenComparing(WrittenFile::uri));
      List<Map<String, Object>> list = new ArrayList<>();
      for (WrittenFile file : sorted) {
        list.add(
            Map.of(
                "path", file.path(),
                "uri", file.uri(),
                "sha256", file.digest().hex(),
                "bytes", file.bytes()));
      }
      StageFiles.writeText(uri, Json.write(Map.of("files", list)));
    }
  }
}
