/** Stage type {@code contactsheet}: examples side by side in one picture, group by group. */
@NullMarked
package io.reprise.stages.contactsheet;

import org.jspecify.annotations.NullMarked;
