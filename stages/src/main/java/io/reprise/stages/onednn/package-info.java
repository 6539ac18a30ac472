/**
 * Chains of network layers on oneDNN's primitives, called through JavaCPP: forward, backward and
 * parameters, in the layouts that oneDNN chooses. Knows nothing of pipelines.
 */
@NullMarked
package io.reprise.stages.onednn;

import org.jspecify.annotations.NullMarked;
