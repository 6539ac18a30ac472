/**
 * The command line: arguments, output, exit codes, and the wiring of everything else. May import
 * every package.
 */
@NullMarked
package io.reprise.pipelines.cli;

import org.jspecify.annotations.NullMarked;
