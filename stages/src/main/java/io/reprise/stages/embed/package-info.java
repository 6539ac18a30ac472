/**
 * Embeddings: the activations of one layer of a trained network for each example. May import {@code
 * stages.spi}, {@code stages.table} and {@code stages.network}; must not import another capability.
 */
@NullMarked
package io.reprise.stages.embed;

import org.jspecify.annotations.NullMarked;
