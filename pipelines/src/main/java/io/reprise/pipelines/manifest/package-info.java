/** Runs on disk: their manifests ({@code run.json}, versioned) and how they are named. */
@NullMarked
package io.reprise.pipelines.manifest;

import org.jspecify.annotations.NullMarked;
