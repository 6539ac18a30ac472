package io.reprise.stages.sample;

import static io.reprise.stages.sample.Form.box;
import static io.reprise.stages.sample.Form.capsule;
import static io.reprise.stages.sample.Form.disc;
import static io.reprise.stages.sample.Form.mirrored;
import static io.reprise.stages.sample.Form.polygon;
import static io.reprise.stages.sample.Form.union;

import java.util.List;

/** The ten classes, in the order of their labels. */
final class Wardrobe {

  static final List<Garment> ALL =
      List.of(
          new Garment(
              "T-shirt",
              mirrored(0.3, -0.8, 0.52, -0.76, 1.0, -0.3, 0.76, -0.02, 0.52, -0.22, 0.52, 0.85)
                  .without(disc(0, -0.86, 0.26)),
              disc(0, -0.86, 0.38).edge(0.07)),
          new Garment(
              "Pullover",
              union(
                  mirrored(0.22, -0.74, 0.5, -0.68, 1.0, 0.5, 0.74, 0.64, 0.48, 0.0, 0.48, 0.8),
                  box(-0.24, -0.92, 0.24, -0.6)),
              union(
                  capsule(-0.5, 0.62, 0.5, 0.62, 0.04),
                  capsule(0.62, 0.42, 0.98, 0.24, 0.04),
                  capsule(-0.62, 0.42, -0.98, 0.24, 0.04),
                  capsule(-0.24, -0.7, 0.24, -0.7, 0.04))),
          new Garment(
              "Trousers",
              mirrored(0.46, -0.92, 0.64, 0.92, 0.2, 0.92, 0.02, -0.2),
              union(capsule(-0.5, -0.7, 0.5, -0.7, 0.045), capsule(0, -0.7, 0, -0.3, 0.04))),
          new Garment(
              "Dress",
              mirrored(0.2, -0.95, 0.34, -0.95, 0.38, -0.5, 0.24, -0.12, 0.76, 0.92)
                  .without(polygon(-0.2, -1.0, 0.2, -1.0, 0.0, -0.55)),
              union(capsule(-0.3, -0.1, 0.3, -0.1, 0.06), capsule(-0.7, 0.72, 0.7, 0.72, 0.035))),
          new Garment(
              "Hat",
              union(
                  capsule(-0.86, 0.42, 0.86, 0.42, 0.13),
                  disc(0, -0.08, 0.54),
                  box(-0.54, -0.08, 0.54, 0.4)),
              capsule(-0.5, 0.2, 0.5, 0.2, 0.08)),
          new Garment(
              "Mitten",
              union(
                  capsule(0.14, -0.46, 0.14, 0.2, 0.42),
                  capsule(-0.2, 0.22, -0.6, -0.16, 0.18),
                  box(-0.26, 0.3, 0.54, 0.92)),
              union(
                  capsule(-0.24, 0.56, 0.52, 0.56, 0.05), capsule(-0.24, 0.76, 0.52, 0.76, 0.04))),
          new Garment(
              "Sock",
              union(
                  box(-0.5, -0.92, 0.06, 0.4),
                  disc(-0.2, 0.5, 0.32),
                  capsule(-0.16, 0.52, 0.46, 0.64, 0.27)),
              union(
                  capsule(-0.48, -0.66, 0.04, -0.66, 0.05),
                  capsule(-0.48, -0.44, 0.04, -0.44, 0.05),
                  disc(0.72, 0.7, 0.3).edge(0.07),
                  disc(-0.46, 0.66, 0.28).edge(0.07))),
          new Garment(
              "Boot",
              union(
                  box(-0.56, -0.92, 0.16, 0.6),
                  capsule(-0.2, 0.42, 0.56, 0.5, 0.25),
                  box(-0.6, 0.62, 0.86, 0.78),
                  box(-0.6, 0.7, -0.2, 0.95)),
              union(
                  capsule(-0.6, 0.62, 0.84, 0.62, 0.045),
                  capsule(0.14, -0.5, -0.1, -0.44, 0.04),
                  capsule(0.14, -0.22, -0.1, -0.16, 0.04),
                  capsule(0.16, 0.06, -0.1, 0.12, 0.04))),
          new Garment(
              "Bag",
              union(
                  polygon(-0.74, -0.2, 0.74, -0.2, 0.9, 0.82, -0.9, 0.82),
                  disc(0, -0.3, 0.44).edge(0.15).within(box(-1, -1, 1, -0.1))),
              union(
                  disc(0, 0.16, 0.12),
                  capsule(-0.78, 0.14, -0.16, 0.14, 0.04),
                  capsule(0.16, 0.14, 0.78, 0.14, 0.04))),
          new Garment(
              "Umbrella",
              union(
                  disc(0, 0.06, 0.96)
                      .within(box(-1, -1, 1, 0.06))
                      .without(disc(-0.64, 0.16, 0.32))
                      .without(disc(0, 0.16, 0.32))
                      .without(disc(0.64, 0.16, 0.32)),
                  capsule(0, -0.2, 0, 0.74, 0.06),
                  disc(0.16, 0.74, 0.16).edge(0.12).within(box(-0.2, 0.74, 0.5, 1.1)),
                  capsule(0, -0.9, 0, -1.0, 0.05)),
              union(capsule(0, -0.86, -0.32, 0.06, 0.035), capsule(0, -0.86, 0.32, 0.06, 0.035))));

  private Wardrobe() {}
}
