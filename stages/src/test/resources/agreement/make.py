"""Makes expected.json beside it, by SciPy and scikit-learn (Debian: python3-scipy, python3-sklearn).

McNemar's test is written out as statsmodels 0.14 has it (statsmodels.stats.contingency_tables.mcnemar): exact two-sided
binomial below 25 discordant pairs, otherwise chi-square with continuity correction.
"""
import json
import pathlib

import numpy
from scipy.linalg import orthogonal_procrustes
from scipy.optimize import linear_sum_assignment
from scipy.spatial import procrustes
from scipy.stats import binom, chi2
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score
from sklearn.metrics.cluster import contingency_matrix
from sklearn.neighbors import NearestNeighbors


def mcnemar(first, second):
    both = first + second
    if both < 25:
        return min(1.0, 2 * binom.cdf(min(first, second), both, 0.5))
    return chi2.sf((abs(first - second) - 1) ** 2 / both, 1)


def alignment(before, after, k):
    size = max(before.shape[1], after.shape[1])
    padded = [numpy.pad(each, ((0, 0), (0, size - each.shape[1]))) for each in (before, after)]
    first, second = (each - each.mean(0) for each in padded)
    rotation, _ = orthogonal_procrustes(first, second)
    near = [NearestNeighbors(n_neighbors=k).fit(each).kneighbors(return_distance=False) for each in (before, after)]
    kept = numpy.mean([len(set(a) & set(b)) / k for a, b in zip(*near)])
    return {
        "before": before.tolist(), "after": after.tolist(), "k": k,
        "distances": numpy.linalg.norm(first @ rotation - second, axis=1).tolist(),
        "scale": numpy.sqrt((second ** 2).sum() / len(second)),
        "disparity": procrustes(*padded)[2],
        "kept": kept,
    }


def clustering(before, after):
    counts = contingency_matrix(before, after)
    rows, columns = linear_sum_assignment(-counts)
    return {
        "counts": counts.tolist(),
        "adjustedRandIndex": adjusted_rand_score(before, after),
        "normalizedMutualInformation": normalized_mutual_info_score(before, after),
        "matched": int(counts[rows, columns].sum()),
    }


draw = numpy.random.default_rng(27)
before = draw.normal(size=(40, 6))
rotated = before @ numpy.linalg.qr(draw.normal(size=(6, 6)))[0]
clusters = draw.integers(-1, 4, size=300)
expected = {
    "mcNemar": [{"first": first, "second": second, "p": mcnemar(first, second)}
                for first, second in [(0, 0), (0, 1), (3, 3), (5, 12), (0, 24), (12, 12), (12, 13), (5, 20), (25, 0),
                                      (130, 160), (1000, 1100), (400, 100), (100000, 100100)]],
    "alignments": [alignment(before, 1.5 * rotated + 0.3 * draw.normal(size=(40, 6)) + 2, 10),
                   alignment(before, numpy.column_stack([before[:, :3] ** 3, numpy.zeros(40)]), 5),
                   alignment(before, draw.normal(size=(40, 9)), 3)],
    "clusterings": [clustering(clusters, numpy.where(draw.random(300) < 0.2, draw.integers(0, 6, 300), 3 - clusters)),
                    clustering(clusters, draw.integers(0, 3, 300)),
                    clustering(clusters, 5 - clusters)],
}
target = pathlib.Path(__file__).with_name("expected.json")
target.write_text(json.dumps(expected, indent=1) + "\n")
