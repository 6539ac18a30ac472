/**
 * What went wrong, said so that a person can act on it: what, where, and what to do. Imports
 * nothing of ours.
 */
@NullMarked
package io.reprise.schemas.problem;

import org.jspecify.annotations.NullMarked;
