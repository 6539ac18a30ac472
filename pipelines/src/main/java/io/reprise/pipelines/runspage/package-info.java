/** The page of all runs: which there are, in what they differ, how their metrics went. */
@NullMarked
package io.reprise.pipelines.runspage;

import org.jspecify.annotations.NullMarked;
