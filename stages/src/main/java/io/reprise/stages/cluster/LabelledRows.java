package io.reprise.stages.cluster;

import io.reprise.stages.agreement.Contingency;

/**
 * Rows whose labels say what clusters mean, each in the cluster of its nearest centroid.
 *
 * @param labels one a row, as many as the assignment has
 */
@SuppressWarnings("ArrayRecordComponent") // one number a row; never compared
record LabelledRows(int[] labels, Assignment assignment) {

  Contingency contingency() {
    return Contingency.of(labels, assignment.clusters(), assignment.count());
  }
}
