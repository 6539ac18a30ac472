/**
 * What came of the points of a sweep, as a table: over seeds mean, deviation and interval, which
 * settings these seeds cannot tell apart, and which is best on validation.
 */
@NullMarked
package io.reprise.pipelines.sweep;

import org.jspecify.annotations.NullMarked;
