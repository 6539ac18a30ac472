/**
 * How far two labellings, two classifiers' predictions or two embeddings of the same rows agree:
 * plain numbers, no tables.
 */
@NullMarked
package io.reprise.stages.agreement;

import org.jspecify.annotations.NullMarked;
