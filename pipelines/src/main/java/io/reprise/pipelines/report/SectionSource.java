package io.reprise.pipelines.report;

import java.io.IOException;

/**
 * Makes one section of a report. Whatever the run holds, what it adds is bounded in size, and says
 * what it left out.
 */
interface SectionSource {

  /** Of letters and hyphens, unique in the report. */
  String id();

  String title();

  /**
   * Adds what the run has for this section. A section to which nothing is added is not shown.
   *
   * @throws IOException or a {@code ReportedException}, when something cannot be read: said in the
   *     section, below what was added before
   */
  void fill(RunView run, SectionDraft section) throws IOException;
}
