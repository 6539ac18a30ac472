/** Stage type {@code metrics}: the metrics of several stages in one long table. */
@NullMarked
package io.reprise.stages.metrics;

import org.jspecify.annotations.NullMarked;
