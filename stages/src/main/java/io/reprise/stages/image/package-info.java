/** Changes of single images: rotation, noise, flips, shifts, erased rectangles. */
@NullMarked
package io.reprise.stages.image;

import org.jspecify.annotations.NullMarked;
