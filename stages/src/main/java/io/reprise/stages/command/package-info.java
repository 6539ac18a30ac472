/**
 * Stage type {@code command}: any program as a stage, with declared files, outputs and parameters.
 *
 * <p>A program works in a folder of its own on the worker's disk, where it finds exactly what the
 * key covers, and which is gone afterwards, with all that the program started.
 */
@NullMarked
package io.reprise.stages.command;

import org.jspecify.annotations.NullMarked;
