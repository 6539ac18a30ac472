/**
 * The loop: for each stage, as soon as its inputs are there, key, lookup, reuse or execute,
 * publish, record.
 */
@NullMarked
package io.reprise.pipelines.run;

import org.jspecify.annotations.NullMarked;
