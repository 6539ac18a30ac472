/**
 * The one caller of Beam's {@code run()}: a stage and its context in, files in the context's
 * scratch folder out.
 */
@NullMarked
package io.reprise.pipelines.execute;

import org.jspecify.annotations.NullMarked;
