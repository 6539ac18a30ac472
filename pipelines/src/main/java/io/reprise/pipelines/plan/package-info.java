/**
 * From a definition to a plan: which stages, in which order, with which parameters, wired how.
 * Pure: no IO and no clock. May import {@code pipelines.definition} and {@code stages.spi}.
 */
@NullMarked
package io.reprise.pipelines.plan;

import org.jspecify.annotations.NullMarked;
