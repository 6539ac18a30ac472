/**
 * Pipeline files: YAML with its lines in, records out, with {@code --set} applied and {@code
 * ${...}} filled in. Knows nothing of stage types.
 */
@NullMarked
package io.reprise.pipelines.definition;

import org.jspecify.annotations.NullMarked;
