"""Makes expected.json beside it, by scikit-learn 1.2.1 (Debian: python3-sklearn)."""
import json
import pathlib

import numpy
from sklearn.metrics import silhouette_score


def case(draw, rows, units, clusters, noise):
    """Rounded normal draws, clusters by chance around moved centres; noise is cluster -1, which the score leaves out."""
    assigned = draw.integers(0, clusters, rows)
    vectors = (draw.normal(size=(rows, units)) + assigned[:, None]).round(4)
    assigned[draw.random(rows) < noise] = -1
    kept = assigned >= 0
    return {"vectors": vectors.tolist(), "clusters": assigned.tolist(),
            "silhouette": silhouette_score(vectors[kept], assigned[kept])}


draw = numpy.random.default_rng(27)
alone = case(draw, 20, 2, 3, 0)
alone["clusters"][7] = 9  # a cluster of one row counts 0
alone["silhouette"] = silhouette_score(alone["vectors"], alone["clusters"])
expected = [case(draw, 120, 3, 4, 0), case(draw, 90, 5, 3, 0.2), alone]
target = pathlib.Path(__file__).with_name("expected.json")
target.write_text(json.dumps({"cases": expected}) + "\n")
