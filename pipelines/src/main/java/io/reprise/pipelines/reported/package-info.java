/**
 * Figures that somebody has reported, beside those of the runs here: which run stands for a row of
 * a table, and what it has measured. Prints nothing and runs nothing.
 */
@NullMarked
package io.reprise.pipelines.reported;

import org.jspecify.annotations.NullMarked;
