import io.reprise.schemas.parquet.TableWriter;
import io.reprise.schemas.record.ClusterAssignment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** FILE ROWS CHANGED: a table of clusters; of each hundredth row the distance differs where CHANGED is true. */
public final class DiffBench {

  public static void main(String[] arguments) throws Exception {
    long rows = Long.parseLong(arguments[1]);
    boolean changed = Boolean.parseBoolean(arguments[2]);
    FileChannel file =
        FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try (TableWriter<ClusterAssignment> table = new TableWriter<>(file, ClusterAssignment.getClassSchema())) {
      for (long id = 0; id < rows; id++) {
        double distance = (id * 2654435761L % 1_000_003) / 1e6 + (changed && id % 100 == 7 ? 0.25 : 0);
        table.write(new ClusterAssignment(id, "test", (int) (id % 10), (int) (id * 7919 % 12), distance));
      }
    }
  }
}
