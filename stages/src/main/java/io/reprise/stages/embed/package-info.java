/** Embeddings: the activations of one layer of a trained network for each example. */
@NullMarked
package io.reprise.stages.embed;

import org.jspecify.annotations.NullMarked;
