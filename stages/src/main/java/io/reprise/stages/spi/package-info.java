/**
 * What a stage is: its type with declared parameters, inputs and outputs, and the context that it
 * runs in.
 */
@NullMarked
package io.reprise.stages.spi;

import org.jspecify.annotations.NullMarked;
