/** Numbers as text that is the same on every JDK; the encoding of file names and arguments. */
@NullMarked
package io.reprise.schemas.text;

import org.jspecify.annotations.NullMarked;
