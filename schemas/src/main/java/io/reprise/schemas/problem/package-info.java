/** What went wrong, said so that a person can act on it: what, where, and what to do. */
@NullMarked
package io.reprise.schemas.problem;

import org.jspecify.annotations.NullMarked;
