/**
 * Networks of declared layers: their parameters, their shapes, the Deeplearning4j network built of
 * them, the native libraries under it, and trained models as files.
 */
@NullMarked
package io.reprise.stages.network;

import org.jspecify.annotations.NullMarked;
