/**
 * How records get into and out of a stage: tables sorted by id, in shards cut by id range, whatever
 * the order of arrival.
 */
@NullMarked
package io.reprise.stages.table;

import org.jspecify.annotations.NullMarked;
