package io.reprise.pipelines.report;

/**
 * A prediction, and how certain it is.
 *
 * @param probability of the predicted class
 */
record Scored(long id, int label, int predicted, float probability) {}
