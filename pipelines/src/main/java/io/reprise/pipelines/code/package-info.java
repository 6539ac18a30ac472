/**
 * What code a stage's result depends on: digests of the bytecode of this project's classes that a
 * stage reaches, and of the library jars that these reach. The build writes the graph of both; a
 * stage that the build does not know is read when it is asked for.
 */
@NullMarked
package io.reprise.pipelines.code;

import org.jspecify.annotations.NullMarked;
