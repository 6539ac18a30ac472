/**
 * A table of embeddings as rows of doubles, checked, and what lets Smile's algorithms over them
 * give the same result on every machine.
 */
@NullMarked
package io.reprise.stages.embedding;

import org.jspecify.annotations.NullMarked;
