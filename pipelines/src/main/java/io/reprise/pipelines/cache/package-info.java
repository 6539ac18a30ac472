/**
 * The cache: what an artifact depends on (its preimage), the key that is the preimage's digest, and
 * the store that maps keys to artifacts. May import the schemas module; must not import any other
 * package of this module.
 */
@NullMarked
package io.reprise.pipelines.cache;

import org.jspecify.annotations.NullMarked;
