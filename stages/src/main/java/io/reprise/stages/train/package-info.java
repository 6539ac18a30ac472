/**
 * Training: from examples and declared layers to a model, its history and what is striking about
 * it, going on after the last finished epoch when a run was killed.
 */
@NullMarked
package io.reprise.stages.train;

import org.jspecify.annotations.NullMarked;
