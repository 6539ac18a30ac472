/**
 * Pictures as PNG files whose bytes follow from their pixels alone: an encoder and a font of its
 * own, since those of a JDK may differ from one to the next.
 */
@NullMarked
package io.reprise.stages.png;

import org.jspecify.annotations.NullMarked;
