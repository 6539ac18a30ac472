/** SHA-256 digests and the canonical encoding of values that keys are digests of. */
@NullMarked
package io.reprise.schemas.digest;

import org.jspecify.annotations.NullMarked;
