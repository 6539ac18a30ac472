/** The command line: arguments, output, exit codes, and the wiring of everything else. */
@NullMarked
package io.reprise.pipelines.cli;

import org.jspecify.annotations.NullMarked;
