/**
 * The cache: what an artifact depends on (its preimage), the key that is the preimage's digest, and
 * the store that maps keys to artifacts.
 */
@NullMarked
package io.reprise.pipelines.cache;

import org.jspecify.annotations.NullMarked;
