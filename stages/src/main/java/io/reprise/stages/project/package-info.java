/**
 * Stage types {@code tsne}, {@code pca} and {@code scatter}: embeddings in the plane, by Smile, and
 * pictures of them. May import {@code stages.spi}, {@code stages.file}, {@code stages.table},
 * {@code stages.embedding} and the schemas module.
 */
@NullMarked
package io.reprise.stages.project;

import org.jspecify.annotations.NullMarked;
