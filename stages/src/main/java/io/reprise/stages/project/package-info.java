/**
 * Stage types {@code tsne}, {@code pca} and {@code scatter}: embeddings in the plane, and pictures
 * of them. Exact t-SNE and eigenvectors are Smile's.
 */
@NullMarked
package io.reprise.stages.project;

import org.jspecify.annotations.NullMarked;
