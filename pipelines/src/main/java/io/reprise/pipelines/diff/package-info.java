/** What differs between two runs, and which of it is cause and which consequence. */
@NullMarked
package io.reprise.pipelines.diff;

import org.jspecify.annotations.NullMarked;
