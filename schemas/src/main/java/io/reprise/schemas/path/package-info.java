/** Names of files that are the same on every system. */
@NullMarked
package io.reprise.schemas.path;

import org.jspecify.annotations.NullMarked;
