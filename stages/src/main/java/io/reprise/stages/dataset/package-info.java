/**
 * The catalogue of datasets: what a dataset is made of, where its files come from, whether they are
 * here and right. The YAML form is described at {@link Dataset}. May import the schemas module;
 * knows nothing of stages, so that commands can use it without one.
 */
@NullMarked
package io.reprise.stages.dataset;

import org.jspecify.annotations.NullMarked;
