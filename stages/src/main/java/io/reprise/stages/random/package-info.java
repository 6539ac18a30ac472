/**
 * Random bits that are a function of what they are for, such as (seed, id), and of nothing else.
 */
@NullMarked
package io.reprise.stages.random;

import org.jspecify.annotations.NullMarked;
