/**
 * Whole files and progress notes through Beam's {@code FileSystems}, so that a stage does not know
 * where the store is.
 */
@NullMarked
package io.reprise.stages.file;

import org.jspecify.annotations.NullMarked;
