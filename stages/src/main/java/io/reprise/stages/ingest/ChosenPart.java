package io.reprise.stages.ingest;

import java.io.Serializable;

/** What one worker reads and writes, with the choice of its rows. */
record ChosenPart(IngestPart part, RowChoice choice) implements Serializable {}
