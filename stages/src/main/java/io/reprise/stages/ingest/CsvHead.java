package io.reprise.stages.ingest;

import java.io.Serializable;
import java.util.ArrayList;

/**
 * What the beginning of a CSV file says of the rest.
 *
 * @param delimiter between cells
 * @param declaresHeader whether the dataset's file says that there is a header
 * @param header its names; empty where there is none
 * @param warnings what is suspicious about it, though the file can be read
 */
record CsvHead(
    char delimiter, boolean declaresHeader, ArrayList<String> header, ArrayList<String> warnings)
    implements Serializable {

  CsvHead(char delimiter, boolean declaresHeader) {
    this(delimiter, declaresHeader, new ArrayList<>(), new ArrayList<>());
  }
}
