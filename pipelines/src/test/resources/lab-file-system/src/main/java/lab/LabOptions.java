package lab;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;

/** {@code --laboratory=FOLDER}: where the files of {@code lab://...} are. */
public interface LabOptions extends PipelineOptions {

  String getLaboratory();

  void setLaboratory(String folder);

  /** Beam's way to find it. */
  final class Registrar implements PipelineOptionsRegistrar {
    @Override
    public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
      return List.of(LabOptions.class);
    }
  }
}
