/**
 * The loop: for each stage, as soon as its inputs are there, key, lookup, reuse or execute,
 * publish, record. May import every package of this module but {@code diff}, {@code report} and
 * {@code cli}.
 */
@NullMarked
package io.reprise.pipelines.run;

import org.jspecify.annotations.NullMarked;
