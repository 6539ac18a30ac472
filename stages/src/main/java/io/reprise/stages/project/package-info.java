/**
 * Stage types {@code tsne}, {@code pca} and {@code scatter}: embeddings in the plane, by Smile, and
 * pictures of them.
 */
@NullMarked
package io.reprise.stages.project;

import org.jspecify.annotations.NullMarked;
