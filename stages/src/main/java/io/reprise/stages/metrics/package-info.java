/**
 * Stage type {@code metrics}: the metrics of several stages in one long table. May import {@code
 * stages.spi}, {@code stages.table} and the schemas module.
 */
@NullMarked
package io.reprise.stages.metrics;

import org.jspecify.annotations.NullMarked;
