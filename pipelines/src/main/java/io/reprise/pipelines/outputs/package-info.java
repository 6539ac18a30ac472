/**
 * What differs between the outputs of two runs. Finds their files, and has them compared as their
 * content asks for.
 */
@NullMarked
package io.reprise.pipelines.outputs;

import org.jspecify.annotations.NullMarked;
