/**
 * A run as a page for people. Each section has a class that reads what it needs of the run's
 * manifest and outputs; {@link io.reprise.pipelines.report.RunReport} has the list of them.
 */
@NullMarked
package io.reprise.pipelines.report;

import org.jspecify.annotations.NullMarked;
