package io.reprise.schemas.yaml;

import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Limits how deep a document goes before it is composed: that takes a part of the stack a level.
 */
final class DepthCheckedParser implements Parser {

  private final Parser parser;
  private final Location start;
  private int depth;

  /**
   * @param start of the document
   */
  DepthCheckedParser(Parser parser, Location start) {
    this.parser = parser;
    this.start = start;
  }

  @Override
  public boolean checkEvent(Event.ID kind) {
    return parser.checkEvent(kind);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public Event next() {
    Event event = parser.next();
    if (event instanceof CollectionStartEvent) {
      YamlLimits.requireDepth(++depth, start.line(event.getStartMark()));
    } else if (event instanceof CollectionEndEvent) {
      depth--;
    }
    return event;
  }
}
