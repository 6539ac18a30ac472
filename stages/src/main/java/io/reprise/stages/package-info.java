/** The list of the stage types that come with Reprise. */
@NullMarked
package io.reprise.stages;

import org.jspecify.annotations.NullMarked;
