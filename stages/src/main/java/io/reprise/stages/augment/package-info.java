/**
 * Changed copies of labelled images: rotated, with noise, mirrored. What happens to a copy depends
 * on the seed, the image's id and the copy's number alone, and on arithmetic that every JVM does
 * alike, so the pixels are the same wherever and in whatever order the work is done.
 */
@NullMarked
package io.reprise.stages.augment;

import org.jspecify.annotations.NullMarked;
