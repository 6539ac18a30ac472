/** JSON as plain maps and lists, in one fixed layout. */
@NullMarked
package io.reprise.schemas.json;

import org.jspecify.annotations.NullMarked;
