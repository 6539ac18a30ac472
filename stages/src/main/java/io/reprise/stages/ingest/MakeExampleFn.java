package io.reprise.stages.ingest;

import io.reprise.schemas.record.Example;
import io.reprise.stages.dataset.ImageShape;
import io.reprise.stages.dataset.Split;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/** Makes examples of chosen rows, decoding image files, with one output for each split. */
final class MakeExampleFn extends DoFn<SourceImage, Example> {

  private static final long serialVersionUID = 1L;

  private final ImageShape shape;
  private final Split.@Nullable ImageFolders images;
  private final TreeMap<String, TupleTag<Example>> tags;
  private transient @Nullable ImageDecoder decoder;

  /**
   * @param images where rows are image files
   * @param tags by split
   */
  MakeExampleFn(
      ImageShape shape, Split.@Nullable ImageFolders images, Map<String, TupleTag<Example>> tags) {
    this.shape = shape;
    this.images = images;
    this.tags = new TreeMap<>(tags);
  }

  @ProcessElement
  public void process(@Element SourceImage image, MultiOutputReceiver output) {
    TupleTag<Example> tag = tags.get(image.split());
    if (tag == null) {
      throw new IllegalStateException("no output for split " + image.split());
    }
    output
        .get(tag)
        .output(
            new Example(
                image.id(),
                image.split(),
                image.label(),
                shape.height(),
                shape.width(),
                shape.channels(),
                images == null ? image.bytes() : decode(image, images),
                image.id(),
                null));
  }

  private ByteBuffer decode(SourceImage image, Split.ImageFolders images) {
    if (decoder == null) {
      decoder = new ImageDecoder(shape, images.resize(), images.convert());
    }
    byte[] file = new byte[image.bytes().remaining()];
    image.bytes().duplicate().get(file);
    return ByteBuffer.wrap(decoder.decode(file, image.origin()));
  }
}
