/**
 * The catalogue of datasets: what a dataset is made of, where its files come from, whether they are
 * here and right. The YAML form is described at {@link Dataset}.
 */
@NullMarked
package io.reprise.stages.dataset;

import org.jspecify.annotations.NullMarked;
