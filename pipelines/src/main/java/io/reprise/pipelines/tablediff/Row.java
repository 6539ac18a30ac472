package io.reprise.pipelines.tablediff;

import java.util.List;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table.
 *
 * @param key see {@link KeyOrder}
 */
record Row(List<@Nullable Object> key, IndexedRecord cells) {}
