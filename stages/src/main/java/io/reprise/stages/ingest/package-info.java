/**
 * The stage type {@code ingest}: a dataset's files become tables of examples, with every row
 * checked.
 *
 * <p>One element reads a split's file as a stream and emits its rows; choosing, decoding and
 * writing go on row by row. One reader for each format throws {@link
 * io.reprise.schemas.problem.ReportedException} with the file and the row (from 1) or byte.
 */
@NullMarked
package io.reprise.stages.ingest;

import org.jspecify.annotations.NullMarked;
