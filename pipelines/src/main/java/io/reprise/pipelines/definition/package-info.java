/**
 * Pipeline files: YAML with its lines in, records out, with {@code --set} applied and {@code
 * ${...}} filled in. Knows nothing of stage types. May import the schemas module; must not import
 * any other package of this module.
 */
@NullMarked
package io.reprise.pipelines.definition;

import org.jspecify.annotations.NullMarked;
