/** A comparison of two runs as a page: the same model that {@code diff} prints, and images. */
@NullMarked
package io.reprise.pipelines.diffpage;

import org.jspecify.annotations.NullMarked;
