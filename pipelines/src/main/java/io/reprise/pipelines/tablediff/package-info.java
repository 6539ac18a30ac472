/**
 * Two tables compared row by row on their keys: a merge join of their shards, which holds a few
 * rows at a time. Knows nothing of runs and stages.
 */
@NullMarked
package io.reprise.pipelines.tablediff;

import org.jspecify.annotations.NullMarked;
