/**
 * Pages of one HTML file that works from disk: a model of what stands on a page, and what writes it
 * together with the scripts that build it. Nothing is loaded, and no text of a page is ever taken
 * for markup.
 */
@NullMarked
package io.reprise.pipelines.page;

import org.jspecify.annotations.NullMarked;
