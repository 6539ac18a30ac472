/**
 * The only code that reads and writes Parquet: Avro records over channels, with settings that give
 * the same bytes on every machine.
 */
@NullMarked
package io.reprise.schemas.parquet;

import org.jspecify.annotations.NullMarked;
