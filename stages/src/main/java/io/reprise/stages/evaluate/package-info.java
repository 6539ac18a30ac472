/** Evaluation: a model's predictions, the confusion matrix and the measures made of it. */
@NullMarked
package io.reprise.stages.evaluate;

import org.jspecify.annotations.NullMarked;
