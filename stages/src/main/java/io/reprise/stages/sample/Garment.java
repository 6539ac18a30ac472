package io.reprise.stages.sample;

/**
 * A kind of thing that is drawn.
 *
 * @param title the class's name
 * @param details seams, laces, bands: drawn over the outline's area, in another grey
 */
record Garment(String title, Form outline, Form details) {}
