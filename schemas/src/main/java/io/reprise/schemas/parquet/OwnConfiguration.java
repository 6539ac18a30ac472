package io.reprise.schemas.parquet;

import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.conf.ParquetConfiguration;

/** The configuration of Parquet's readers and writers, in which is nothing but what we set. */
final class OwnConfiguration {

  private OwnConfiguration() {}

  /**
   * In Hadoop's form, since Parquet's codecs want that, and would make it of any other: with all
   * defaults of Hadoop's, whose XML takes longer to read than a small table.
   */
  static ParquetConfiguration create() {
    return new HadoopParquetConfiguration(new Configuration(false));
  }
}
