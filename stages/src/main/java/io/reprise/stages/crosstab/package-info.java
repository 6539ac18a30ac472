/**
 * Stage type {@code crosstab}: clusters against the labels of their examples, and against those
 * that labels had before they were merged.
 */
@NullMarked
package io.reprise.stages.crosstab;

import org.jspecify.annotations.NullMarked;
