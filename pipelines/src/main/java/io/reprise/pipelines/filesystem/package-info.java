/**
 * Folders that Beam's {@code FileSystems} reach, on a network or in an object store: which URIs
 * name one, with which options of Beam's, and how long to wait for them.
 */
@NullMarked
package io.reprise.pipelines.filesystem;

import org.jspecify.annotations.NullMarked;
