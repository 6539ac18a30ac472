/** Calls and streams that may hang, each with a time limit. */
@NullMarked
package io.reprise.schemas.timeout;

import org.jspecify.annotations.NullMarked;
