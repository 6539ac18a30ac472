/** JSON as plain maps and lists, in one fixed layout. Imports nothing of ours but problems. */
@NullMarked
package io.reprise.schemas.json;

import org.jspecify.annotations.NullMarked;
