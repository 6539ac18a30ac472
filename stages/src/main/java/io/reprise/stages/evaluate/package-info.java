/**
 * Evaluation: a model's predictions, the confusion matrix and the measures made of it. May import
 * {@code stages.spi}, {@code stages.file}, {@code stages.table} and {@code stages.network}; must
 * not import another capability.
 */
@NullMarked
package io.reprise.stages.evaluate;

import org.jspecify.annotations.NullMarked;
