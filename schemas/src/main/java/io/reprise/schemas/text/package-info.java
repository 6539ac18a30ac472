/**
 * Numbers as text that is the same on every JDK; any text for a shell and in Markdown; the encoding
 * of file names and arguments.
 */
@NullMarked
package io.reprise.schemas.text;

import org.jspecify.annotations.NullMarked;
