/** Numbers as text, the same on every machine and JDK. Imports nothing of Reprise. */
@NullMarked
package io.reprise.schemas.text;

import org.jspecify.annotations.NullMarked;
