/**
 * Stage types {@code kmeans} and {@code dbscan}: embeddings put into clusters by Smile, and how
 * well the clusters fit the labels.
 */
@NullMarked
package io.reprise.stages.cluster;

import org.jspecify.annotations.NullMarked;
