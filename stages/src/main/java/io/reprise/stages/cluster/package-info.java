/**
 * Stage types {@code kmeans} and {@code dbscan}: embeddings put into clusters by Smile, and how
 * well the clusters fit the labels. May import {@code stages.spi}, {@code stages.file}, {@code
 * stages.table}, {@code stages.embedding} and the schemas module.
 */
@NullMarked
package io.reprise.stages.cluster;

import org.jspecify.annotations.NullMarked;
