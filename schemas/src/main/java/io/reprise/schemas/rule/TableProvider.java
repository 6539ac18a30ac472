package io.reprise.schemas.rule;

import java.util.List;

/**
 * Says what the tables of contents are that a jar brings. Found like stages, by a file {@code
 * META-INF/services/io.reprise.schemas.rule.TableProvider} that names the class.
 */
public interface TableProvider {

  /** One for each content. */
  List<TableRules<?>> tables();
}
