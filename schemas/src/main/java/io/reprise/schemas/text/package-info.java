/**
 * Text as other programs and machines see it: numbers that are the same on every JDK, the encoding
 * of file names. Imports nothing of ours but problems.
 */
@NullMarked
package io.reprise.schemas.text;

import org.jspecify.annotations.NullMarked;
