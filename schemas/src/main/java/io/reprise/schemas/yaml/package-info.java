/**
 * YAML 1.2 documents as trees that remember their lines, so that whoever reads one can say where it
 * is wrong.
 */
@NullMarked
package io.reprise.schemas.yaml;

import org.jspecify.annotations.NullMarked;
