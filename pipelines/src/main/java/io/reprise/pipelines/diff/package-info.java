/**
 * What differs between two runs, and which of it is cause and which consequence. May import {@code
 * pipelines.manifest}, {@code pipelines.cache} and the schemas module.
 */
@NullMarked
package io.reprise.pipelines.diff;

import org.jspecify.annotations.NullMarked;
