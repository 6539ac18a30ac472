/**
 * Stage types {@code filters}, {@code saliency}, {@code deconvolution} and {@code activations}:
 * what a trained network of feed-forward layers sees.
 */
@NullMarked
package io.reprise.stages.visualize;

import org.jspecify.annotations.NullMarked;
