/**
 * Runs on disk: their manifests ({@code run.json}, versioned) and how they are named. May import
 * {@code pipelines.cache} and the schemas module.
 */
@NullMarked
package io.reprise.pipelines.manifest;

import org.jspecify.annotations.NullMarked;
