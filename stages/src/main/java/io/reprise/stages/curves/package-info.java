/**
 * Stage type {@code curves}: ROC and precision-recall curves with their areas, and calibration,
 * from predictions.
 */
@NullMarked
package io.reprise.stages.curves;

import org.jspecify.annotations.NullMarked;
