/**
 * From a definition to a plan: which stages, in which order, with which parameters, wired how.
 * Pure: no IO and no clock.
 */
@NullMarked
package io.reprise.pipelines.plan;

import org.jspecify.annotations.NullMarked;
