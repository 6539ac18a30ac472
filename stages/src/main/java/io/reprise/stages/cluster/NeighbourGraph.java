package io.reprise.stages.cluster;

import io.reprise.schemas.record.NeighbourDistance;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;
import smile.sort.DoubleHeapSelect;

/** The sorted distances of all rows to their k-th neighbours, parts of the rows side by side. */
final class NeighbourGraph {

  private static final int PARTS = 16;

  private NeighbourGraph() {}

  static void write(Pipeline beam, StageContext context) {
    beam.apply("List parts", Create.of(IntStream.range(0, PARTS).boxed().toList()))
        .apply("Spread parts", Reshuffle.viaRandomKey())
        .apply("Find neighbours", ParDo.of(new FindFn(context)))
        .setCoder(KvCoder.of(VarIntCoder.of(), AvroCoder.of(NeighbourDistance.class)))
        .apply("Gather distances", GroupByKey.create())
        .apply("Write graph", ParDo.of(new WriteFn(context.output("neighbours"))));
  }

  /** Distances of every row whose number leaves the part as remainder; ranks not known yet. */
  private static final class FindFn extends DoFn<Integer, KV<Integer, NeighbourDistance>> {

    private static final long serialVersionUID = 1L;

    private final StageContext context;
    private transient @Nullable EmbeddingTable table;

    private FindFn(StageContext context) {
      this.context = context;
    }

    @ProcessElement
    public void process(
        @Element Integer part, OutputReceiver<KV<Integer, NeighbourDistance>> output)
        throws IOException {
      if (table == null) {
        table = DbscanInput.read(context);
      }
      int neighbour = DbscanInput.neighbour(context.settings());
      for (int row = part; row < table.size(); row += PARTS) {
        double distance = distance(table.vectors(), row, neighbour);
        output.output(KV.of(0, new NeighbourDistance(0L, table.rows().get(row).id(), distance)));
      }
    }
  }

  /** From a row to its k-th neighbour; what is farther than k others is not measured to its end. */
  static double distance(double[][] vectors, int row, int neighbour) {
    DoubleHeapSelect nearest = new DoubleHeapSelect(neighbour);
    double limit = Double.POSITIVE_INFINITY;
    for (int other = 0; other < vectors.length; other++) {
      nearest.add(Distances.squaredWithin(vectors[row], vectors[other], limit));
      limit = other + 1 < neighbour ? Double.POSITIVE_INFINITY : nearest.peek();
    }
    return Math.sqrt(limit);
  }

  private static final class WriteFn extends DoFn<KV<Integer, Iterable<NeighbourDistance>>, Void> {

    private static final long serialVersionUID = 1L;

    private final String folder;

    private WriteFn(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<NeighbourDistance>> all) throws IOException {
      List<NeighbourDistance> sorted = new ArrayList<>();
      all.getValue().forEach(sorted::add);
      sorted.sort(
          Comparator.comparingDouble(NeighbourDistance::getDistance)
              .thenComparingLong(NeighbourDistance::getId));
      List<NeighbourDistance> ranked = new ArrayList<>(sorted.size());
      for (NeighbourDistance each : sorted) {
        ranked.add(new NeighbourDistance((long) ranked.size(), each.getId(), each.getDistance()));
      }
      Tables.write(folder, NeighbourDistance.class, ranked);
    }
  }
}
