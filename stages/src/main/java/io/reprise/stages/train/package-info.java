/**
 * Training: from examples and declared layers to a model, its history and what is striking about
 * it, going on after the last finished epoch when a run was killed. May import {@code stages.spi},
 * {@code stages.file}, {@code stages.table} and {@code stages.network}; must not import another
 * capability.
 */
@NullMarked
package io.reprise.stages.train;

import org.jspecify.annotations.NullMarked;
